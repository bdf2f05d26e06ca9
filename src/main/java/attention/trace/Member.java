package attention.trace;

import java.util.EnumSet;
import java.util.Set;

/**
 * The members of an answer, apart from those that identify a row, in the order in which they are
 * written.
 */
public enum Member {
  /** The projections that were drawn; above the rows. */
  PROJECTIONS("projections", "The projections that were drawn, in the form a request gives them."),
  /** The parameters of the score function that were drawn; above the rows. */
  PARAMETERS("parameters", "The parameters that were drawn, in the form a request gives them."),
  /** The projected keys; above the rows. */
  KEYS("keys", "K after projection, n × d_k; in multi-head all heads side by side."),
  /** The normalized keys; above the rows. */
  NORMALIZED_KEYS("normalizedKeys", "The keys after queryKeyNorm, n × d_k; heads side by side."),
  /** The keys turned by their positions; above the rows. */
  ROTATED_KEYS("rotatedKeys", "The keys after rotary, n × d_k; heads side by side."),
  /** The projected values; above the rows. */
  VALUES("values", "V after projection, n × d_v; in multi-head all heads side by side."),
  /** The encoder's states; above the rows. */
  ANNOTATIONS("annotations", "The states of the encoder, one row for each input."),
  /** q_i. */
  QUERY("query", "q_i: the query of the row, after projection."),
  /** q_i, normalized. */
  NORMALIZED_QUERY("normalizedQuery", "q_i after queryKeyNorm."),
  /** q_i, turned by its position. */
  ROTATED_QUERY("rotatedQuery", "q_i after rotary."),
  /** ω_ij, the result of the score function. */
  SCORES("scores", "ω_ij: the result of the score function, with nothing else applied."),
  /** Scores times the scale. */
  SCALED_SCORES("scaledScores", "The scores multiplied by the scale."),
  /** Scores after the soft cap. */
  CAPPED_SCORES("cappedScores", "softcap · tanh(· / softcap) of the stage before."),
  /** Scores plus the bias. */
  BIASED_SCORES("biasedScores", "The stage before plus the bias."),
  /** Scores where attending is allowed, −∞ elsewhere. */
  MASKED_SCORES("maskedScores", "The stage before; null (−∞) where attending is not allowed."),
  /** max_j ω_ij of what is normalized. */
  MAXIMUM("maximum", "The largest score of the row, of those that are normalized."),
  /** ln Σ_j exp ω_ij of what is normalized, the sink included. */
  LOG_SUM_EXP(
      "logSumExp",
      "ln Σ_j exp ω_ij over the keys that may be attended to; a sink counts as one of them."),
  /** α_ij, the normalized row. */
  WEIGHTS("weights", "α_ij: the normalized row; 0 where attending is not allowed."),
  /** The share of the sink in the row. */
  SINK_WEIGHT("sinkWeight", "The share of the sink: what the weights lack to add up to 1."),
  /** Σ_j α_ij as computed in the dtype. */
  WEIGHT_SUM("weightSum", "Σ_j α_ij, as computed in the dtype."),
  /** −Σ_j α_ij ln α_ij. */
  ENTROPY(
      "entropy", "−Σ_j α_ij ln α_ij in nats, with 0 ln 0 = 0; null where a weight is negative."),
  /** The mean of the weights of all heads. */
  AVERAGE_WEIGHTS("averageWeights", "The mean of the weights of all heads."),
  /** z_i = Σ_j α_ij v_j. */
  CONTEXT("context", "z_i = Σ_j α_ij v_j."),
  /** α_ij v_j, the terms of the context. */
  CONTRIBUTIONS("contributions", "α_ij v_j, n × d_v: the terms of the context."),
  /** The contexts of all heads side by side. */
  CONCATENATED("concatenated", "The contexts of all heads side by side."),
  /** The concatenated contexts, projected. */
  OUTPUT("output", "The concatenated contexts after the output projection."),
  /** The decoder's state after the step. */
  STATE("state", "s_t: the state of the decoder after the step."),
  /** m_t, the memory of an LSTM cell. */
  MEMORY("memory", "m_t: the memory cell of an LSTM after the step."),
  /** tanh([z_t ; s_t]·W + b), Luong's attentional vector. */
  ATTENTIONAL("attentional", "tanh([z_t ; s_t]·W + b): Luong's attentional vector."),
  /** The scores of a vocabulary, read out of the step. */
  LOGITS("logits", "The scores of the vocabulary, read out of the step."),
  /** The index of the largest logit. */
  PREDICTION("prediction", "The index of the largest logit, the first of equals."),
  /** The name of the prediction. */
  PREDICTED_TOKEN("predictedToken", "The token of the prediction.");

  private static final Set<Member> SCALARS =
      EnumSet.of(MAXIMUM, LOG_SUM_EXP, SINK_WEIGHT, WEIGHT_SUM, ENTROPY);

  private static final Set<Member> OVER_KEYS =
      EnumSet.of(SCORES, SCALED_SCORES, CAPPED_SCORES, BIASED_SCORES, MASKED_SCORES, WEIGHTS);

  private static final Set<Member> ON_REQUEST =
      EnumSet.of(CONTRIBUTIONS, MAXIMUM, LOG_SUM_EXP, ENTROPY, AVERAGE_WEIGHTS);

  private final String word;
  private final String meaning;

  Member(String word, String meaning) {
    this.word = word;
    this.meaning = meaning;
  }

  /** What it holds, in a sentence for the readers of an answer. */
  public String meaning() {
    return meaning;
  }

  /** The members of an answer whose request does not say which it wants. */
  public static Set<Member> defaults() {
    return EnumSet.complementOf(EnumSet.copyOf(ON_REQUEST));
  }

  /** Whether it is one number a row; all other members of a row are arrays. */
  public boolean isScalar() {
    return SCALARS.contains(this);
  }

  /** How many of these members are a number for each key in each head. */
  public static int overKeys(Set<Member> members) {
    return count(OVER_KEYS, members);
  }

  /** How many of these members are one number a row in each head. */
  public static int scalars(Set<Member> members) {
    return count(SCALARS, members);
  }

  /** How many members both have. */
  public static int count(Set<Member> some, Set<Member> members) {
    int count = 0;
    for (Member member : some) {
      count += members.contains(member) ? 1 : 0;
    }
    return count;
  }

  @Override
  public String toString() {
    return word;
  }
}
