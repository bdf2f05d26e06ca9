package attention.mechanism;

import attention.stage.Bias;
import attention.stage.Masking;
import attention.stage.Normalization;
import attention.stage.QueryKeyNorm;
import attention.stage.Rotation;
import attention.stage.Scale;
import attention.stage.Score;
import attention.stage.Side;
import attention.stage.Softcap;
import attention.trace.Formula;
import attention.trace.Mechanism;
import attention.trace.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every formula that the stages of a mechanism can have. The switch has a case for each member, so
 * a new stage does not compile before its formula is here.
 */
public final class StageFormulas {

  private final Mechanism mechanism;

  private StageFormulas(Mechanism mechanism) {
    this.mechanism = mechanism;
  }

  /**
   * The formulas of the stages that the answers of a mechanism can have, in the order in which they
   * are computed. Those of one member are a choice. A recurrent mechanism has further stages.
   */
  public static List<Formula> of(Mechanism mechanism) {
    StageFormulas formulas = new StageFormulas(mechanism);
    List<Formula> all = new ArrayList<>();
    for (Member member : inOrder(mechanism)) {
      formulas.of(member).forEach(latex -> all.add(new Formula(member, latex)));
    }
    return all;
  }

  /**
   * The members of an answer, but for those that stand elsewhere in it: a query is computed before
   * the keys and values above the rows, prepared keys after the query that is prepared alike, and
   * the mean of all heads after what each head has.
   */
  private static Collection<Member> inOrder(Mechanism mechanism) {
    List<Member> members = new ArrayList<>(mechanism.members());
    if (!mechanism.rowMembers().contains(Member.NORMALIZED_QUERY)) {
      // Every mechanism lets a request ask for them; keys are prepared only where queries are.
      members.removeAll(List.of(Member.NORMALIZED_KEYS, Member.ROTATED_KEYS));
    }
    if (members.remove(Member.QUERY)) {
      members.addFirst(Member.QUERY);
    }
    follow(members, Member.NORMALIZED_QUERY, Member.NORMALIZED_KEYS);
    follow(members, Member.ROTATED_QUERY, Member.ROTATED_KEYS);
    if (members.remove(Member.AVERAGE_WEIGHTS)) {
      members.add(members.indexOf(Member.CONCATENATED), Member.AVERAGE_WEIGHTS);
    }
    return members;
  }

  private static void follow(List<Member> members, Member first, Member next) {
    if (members.remove(next)) {
      members.add(members.indexOf(first) + 1, next);
    }
  }

  private List<String> of(Member member) {
    return switch (member) {
      case PROJECTIONS, PARAMETERS, WEIGHT_SUM, PREDICTED_TOKEN -> List.of();
      case QUERY -> query();
      case KEYS -> projects() ? ProjectedStage.KEYS.formulas() : List.of();
      case VALUES -> projects() ? ProjectedStage.VALUES.formulas() : List.of();
      case SCORES -> scores().stream().map(Score::formula).filter(Objects::nonNull).toList();
      case SCALED_SCORES -> List.of(Scale.FORMULA);
      case NORMALIZED_QUERY -> QueryKeyNorm.formulas(Side.QUERIES);
      case NORMALIZED_KEYS -> QueryKeyNorm.formulas(Side.KEYS);
      case ROTATED_QUERY -> Rotation.formulas(Side.QUERIES);
      case ROTATED_KEYS -> Rotation.formulas(Side.KEYS);
      case CAPPED_SCORES -> List.of(Softcap.FORMULA);
      case BIASED_SCORES -> Bias.formulas(mechanism == Mechanism.MULTI_HEAD);
      case MASKED_SCORES -> List.of(Masking.FORMULA);
      case WEIGHTS ->
          Arrays.stream(Normalization.values()).flatMap(all -> all.formulas().stream()).toList();
      case SINK_WEIGHT -> List.of(Pipeline.SINK_WEIGHT);
      case MAXIMUM, LOG_SUM_EXP, ENTROPY ->
          Stream.of(false, true)
              .map(sink -> RowDiagnostics.formulas(sink).get(member))
              .filter(Objects::nonNull)
              .distinct()
              .toList();
      case AVERAGE_WEIGHTS -> List.of(AverageWeights.FORMULA);
      case CONTEXT -> List.of(Head.CONTEXT);
      case CONTRIBUTIONS -> List.of(Head.CONTRIBUTIONS);
      case CONCATENATED -> List.of(Heads.CONCATENATED);
      case OUTPUT -> ProjectedStage.OUTPUT.formulas();
      case ANNOTATIONS, STATE, MEMORY, ATTENTIONAL, LOGITS, PREDICTION -> List.of();
    };
  }

  private List<String> query() {
    if (mechanism == Mechanism.SELF) {
      return List.of("Q = K = V = X");
    }
    return projects() ? ProjectedStage.QUERY.formulas() : List.of();
  }

  private boolean projects() {
    return mechanism == Mechanism.SCALED_DOT_PRODUCT || mechanism == Mechanism.MULTI_HEAD;
  }

  private Set<Score> scores() {
    return switch (mechanism) {
      case SELF, SCALED_DOT_PRODUCT, MULTI_HEAD -> EnumSet.of(Score.DOT);
      case ADDITIVE -> EnumSet.of(Score.ADDITIVE);
      case MULTIPLICATIVE -> EnumSet.complementOf(EnumSet.of(Score.ADDITIVE, Score.NONE));
      case ENCODER_DECODER -> EnumSet.allOf(Score.class);
      case WEIGHTS_ONLY -> EnumSet.noneOf(Score.class);
    };
  }
}
