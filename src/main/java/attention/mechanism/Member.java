package attention.mechanism;

/**
 * What an answer can carry beside that which identifies it, in the order in which it is written.
 */
public enum Member {
  /** The projections used, drawn or given; above the rows. */
  PROJECTIONS("projections"),
  /** The parameters of the score function; above the rows. */
  PARAMETERS("parameters"),
  /** The keys as projected; above the rows. */
  KEYS("keys"),
  /** The values as projected; above the rows. */
  VALUES("values"),
  /** The encoder's states; above the rows. */
  ANNOTATIONS("annotations"),
  /** q_i, the query of the row as projected. */
  QUERY("query"),
  /** ω_ij, what the score function gives. */
  SCORES("scores"),
  /** Scores times the scale. */
  SCALED_SCORES("scaledScores"),
  /** Scores after the soft cap. */
  CAPPED_SCORES("cappedScores"),
  /** Scores plus the bias. */
  BIASED_SCORES("biasedScores"),
  /** Scores where attending is allowed, −∞ elsewhere. */
  MASKED_SCORES("maskedScores"),
  /** α_ij, the normalized row. */
  WEIGHTS("weights"),
  /** Σ_j α_ij as it comes out in the dtype. */
  WEIGHT_SUM("weightSum"),
  /** z_i = Σ_j α_ij v_j. */
  CONTEXT("context"),
  /** α_ij v_j, the terms of the context. */
  CONTRIBUTIONS("contributions"),
  /** The contexts of all heads side by side. */
  CONCATENATED("concatenated"),
  /** The concatenated contexts, projected. */
  OUTPUT("output"),
  /** The decoder's state after the step. */
  STATE("state");

  private final String word;

  Member(String word) {
    this.word = word;
  }

  @Override
  public String toString() {
    return word;
  }
}
