package attention.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import attention.kernel.Kernels;
import attention.matrix.Dtype;
import attention.matrix.FloatMatrix;
import attention.stage.AdditiveScore;
import attention.stage.BlockSize;
import attention.stage.Initialization;
import attention.stage.Normalization;
import attention.trace.Formula;
import attention.trace.Mechanism;
import attention.trace.Member;
import attention.trace.Trace;
import attention.trace.Warning;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a plan tells about itself: words, formulas, sizes, and what was drawn. */
class TellingTests {

  private static final double[][] X = {{1, 2}, {3, 4}};

  private static List<String> formulas(Plan plan) {
    return plan.computed().preamble().stages().stream().map(Formula::latex).toList();
  }

  @Test
  void formulasAreThoseOfTheStages() {
    assertThat(formulas(Plan.self(X).scale(2).softcap(3).bias(X).causal()))
        .containsExactly(
            "\\omega_{ij} = q_i \\cdot k_j",
            "\\omega_{ij} \\leftarrow \\text{scale} \\cdot \\omega_{ij}",
            "\\omega_{ij} \\leftarrow \\text{softcap} \\cdot \\tanh(\\omega_{ij} / \\text{softcap})",
            "\\omega_{ij} \\leftarrow \\omega_{ij} + \\text{bias}_{ij}",
            "\\omega_{ij} \\leftarrow \\omega_{ij} \\text{ if } j \\text{ is allowed, else } -\\infty",
            "\\max_j \\omega_{ij}",
            "\\ln \\sum_j \\exp(\\omega_{ij})",
            Normalization.SOFTMAX.formula(),
            "-\\sum_j \\alpha_{ij} \\ln \\alpha_{ij}",
            "z_i = \\sum_j \\alpha_{ij} v_j",
            "\\alpha_{ij} v_j");
    assertThat(formulas(Plan.self(X).score(Scoring.general(X))))
        .startsWith("\\omega_{ij} = q_i W k_j^{\\top}");
    assertThat(formulas(Plan.self(X).score(Scoring.additive(X, X, X[0], X[1]))))
        .startsWith(AdditiveScore.ADDITIVE);
  }

  @Test
  void aNormalizationIsTheFormulaOfItsWeights() {
    assertThat(Normalization.SUM.formula())
        .isEqualTo("\\alpha_{ij} = \\frac{\\omega_{ij}}{\\sum_k \\omega_{ik}}");
    assertThat(formulas(Plan.weights(X).by(Normalization.SUM).wanting(Member.defaults())))
        .containsExactly(Normalization.SUM.formula());
    assertThat(formulas(Plan.weights(X).by(Normalization.NAIVE_SOFTMAX).wanting(Member.defaults())))
        .containsExactly(Normalization.NAIVE_SOFTMAX.formula())
        .allMatch(formula -> !formula.contains("max"));
    assertThat(Normalization.SOFTMAX.formula()).contains("- \\max_l");
  }

  @Test
  void everyWordIsTheOneOfTheRequestsAndAnswers() {
    assertThat(Arrays.stream(Mechanism.values()).map(Mechanism::toString))
        .containsExactly(
            "self",
            "scaled-dot-product",
            "multi-head",
            "additive",
            "multiplicative",
            "encoder-decoder",
            "weights");
    assertThat(Arrays.stream(Normalization.values()).map(Normalization::toString))
        .containsExactly("softmax", "naive-softmax", "sum", "sparsemax", "entmax-1.5");
    assertThat(Arrays.stream(Initialization.values()).map(Initialization::toString))
        .containsExactly("uniform", "linear");
    assertThat(Arrays.stream(Warning.Code.values()).map(Warning.Code::toString))
        .containsExactly("overflow", "underflow", "zero-sum", "negative-weights", "fully-masked");
  }

  @Test
  void aMechanismHasTheRowMembersThatItCanFill() {
    assertThat(Mechanism.SELF.rowMembers())
        .contains(Member.QUERY, Member.SCORES, Member.CONTRIBUTIONS)
        .doesNotContain(Member.AVERAGE_WEIGHTS, Member.CONCATENATED, Member.OUTPUT, Member.STATE);
    assertThat(Mechanism.MULTI_HEAD.rowMembers())
        .contains(Member.SCORES, Member.AVERAGE_WEIGHTS, Member.CONCATENATED, Member.OUTPUT)
        .doesNotContain(Member.STATE);
    assertThat(Mechanism.ENCODER_DECODER.rowMembers())
        .contains(Member.CONTEXT, Member.STATE)
        .doesNotContain(Member.OUTPUT);
    assertThat(Mechanism.WEIGHTS_ONLY.rowMembers())
        .containsExactly(
            Member.MAXIMUM,
            Member.LOG_SUM_EXP,
            Member.WEIGHTS,
            Member.SINK_WEIGHT,
            Member.WEIGHT_SUM,
            Member.ENTROPY);
  }

  @Test
  void aRequestMayAskForTheMembersOfARowAndThoseAboveTheRows() {
    for (Mechanism mechanism : Mechanism.values()) {
      assertThat(mechanism.members())
          .startsWith(
              Member.PROJECTIONS,
              Member.PARAMETERS,
              Member.KEYS,
              Member.NORMALIZED_KEYS,
              Member.ROTATED_KEYS,
              Member.VALUES,
              Member.ANNOTATIONS)
          .containsAll(mechanism.rowMembers())
          .hasSize(7 + mechanism.rowMembers().size());
    }
  }

  @Test
  void someMembersAreOnlyInAnswersThatAskForThem() {
    assertThat(EnumSet.complementOf(EnumSet.copyOf(Member.defaults())))
        .containsExactly(
            Member.MAXIMUM,
            Member.LOG_SUM_EXP,
            Member.ENTROPY,
            Member.AVERAGE_WEIGHTS,
            Member.CONTRIBUTIONS);
    Member.defaults().clear();
    assertThat(Member.defaults()).contains(Member.WEIGHTS);
  }

  @Test
  void theMembersOfOneNumberARowAreScalars() {
    assertThat(Arrays.stream(Member.values()).filter(Member::isScalar))
        .containsExactly(
            Member.MAXIMUM,
            Member.LOG_SUM_EXP,
            Member.SINK_WEIGHT,
            Member.WEIGHT_SUM,
            Member.ENTROPY);
  }

  @Test
  void everyMemberSaysWhatItHoldsInItsOwnSentence() {
    assertThat(Arrays.stream(Member.values()).map(Member::meaning))
        .doesNotHaveDuplicates()
        .allMatch(meaning -> meaning.endsWith("."));
    assertThat(Member.WEIGHT_SUM.meaning()).startsWith("Σ_j α_ij");
  }

  @Test
  void theLastBlockHasTheRowsThatAreLeft() {
    Trace trace = Plan.weights(Plan.drawn(1, 106, 1_000)).trace();
    assertThat(trace.footprint().blockRows()).isEqualTo(48);
    assertThat(trace.blockCount()).isEqualTo(3);
    assertThat(trace.block(1).indices()).startsWith(48).endsWith(95).hasSize(48);
    assertThat(trace.block(2).indices()).startsWith(96).endsWith(105).hasSize(10);
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> trace.block(3));
  }

  @Test
  void oneMatrixIsQueriesKeysAndValues() {
    FloatMatrix x = FloatMatrix.of(1, 2, 1, 2);
    Inputs<FloatMatrix> vectors = Inputs.of(x);
    assertThat(List.of(vectors.queries(), vectors.keys(), vectors.values()))
        .containsOnly(new ProjectedInput<>(x, null));
  }

  @Test
  void weightsAloneAreWorkedOutInBlocksToo() {
    double[][] scores = Plan.drawn(1, 3, 1_000);
    Trace trace = Plan.weights(scores).trace();
    assertThat(trace.footprint().blockRows()).isEqualTo(48);
    assertThat(trace.footprint().blockBytes())
        .isEqualTo(3 * (2L * 1_000 * Float.BYTES + RowSize.bytes(1, Dtype.FLOAT32)));
    assertThat(Plan.weights(Plan.drawn(1, 1, BlockSize.NUMBERS)).trace().footprint().blockRows())
        .isOne();
  }

  @Test
  void aKeyOutOfTheRangeIsToldInEachRowThatHadNothingBefore() {
    Warnings warnings = new Warnings(Dtype.FLOAT32, 3);
    warnings.overflow(1, Member.QUERY, 0);
    FloatMatrix keys = FloatMatrix.of(2, 2, 1, 2, 3, Float.POSITIVE_INFINITY);
    AllowedKeys allowed = new AllowedKeys(List.of(), new int[] {0, 1, 2}, 2);
    warnings.checkKeys(Member.KEYS, outside(keys.rows(0, 1)), allowed);
    assertThat(warnings.rows().get(0)).isEmpty();
    warnings.checkKeys(Member.KEYS, outside(keys), allowed);
    assertThat(warnings.rows())
        .extracting(row -> row.getFirst().stage())
        .containsExactly(Member.KEYS, Member.QUERY, Member.KEYS);
    assertThat(warnings.rows()).allMatch(row -> row.size() == 1);
    assertThat(warnings.rows().get(2).getFirst().detail()).contains("keys[1][1]");
  }

  private static Outside outside(FloatMatrix keys) {
    return Outside.of(Kernels.scalar().float32(), keys);
  }
}
