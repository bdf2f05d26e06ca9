package attention.mechanism;

import static attention.trace.Member.BIASED_SCORES;
import static attention.trace.Member.CAPPED_SCORES;
import static attention.trace.Member.CONTEXT;
import static attention.trace.Member.CONTRIBUTIONS;
import static attention.trace.Member.ENTROPY;
import static attention.trace.Member.LOG_SUM_EXP;
import static attention.trace.Member.MASKED_SCORES;
import static attention.trace.Member.MAXIMUM;
import static attention.trace.Member.QUERY;
import static attention.trace.Member.SCALED_SCORES;
import static attention.trace.Member.SCORES;
import static attention.trace.Member.WEIGHTS;
import static attention.trace.Member.WEIGHT_SUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import attention.matrix.DoubleMatrix;
import attention.matrix.Dtype;
import attention.matrix.FloatMatrix;
import attention.matrix.Matrix;
import attention.stage.BlockSize;
import attention.trace.Formula;
import attention.trace.Member;
import attention.trace.Rows;
import attention.trace.Shape;
import attention.trace.Trace;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The stages in their order, and who gets to see them. */
class StageTests {

  private static final double FORBIDDEN = Double.NEGATIVE_INFINITY;
  private static final double[][] X = {{1, 2}, {3, -1}, {0, 4}};
  private static final List<Member> OPTIONAL =
      List.of(SCORES, SCALED_SCORES, CAPPED_SCORES, BIASED_SCORES, MASKED_SCORES, WEIGHTS, CONTEXT);

  /** Goes through every stage there is. */
  private static Plan everyStage() {
    return Plan.self(X)
        .scale(0.5)
        .softcap(4)
        .bias(new double[] {1, 2, 3}, new double[] {0, FORBIDDEN, 0}, new double[] {0, 0, -1})
        .causal();
  }

  static Stream<Set<Member>> choices() {
    return IntStream.range(0, 1 << OPTIONAL.size())
        .mapToObj(bits -> {
          Set<Member> chosen = EnumSet.noneOf(Member.class);
          IntStream.range(0, OPTIONAL.size())
              .filter(i -> (bits >> i & 1) == 1)
              .forEach(i -> chosen.add(OPTIONAL.get(i)));
          return chosen;
        });
  }

  @Test
  void eachStageGoesOnFromTheOneBefore() {
    Result result = everyStage().computed();
    assertThat(result.at(QUERY, 1)).containsExactly(3, -1);
    assertThat(result.at(SCORES, 1)).containsExactly(1, 10, -4);
    assertThat(result.at(SCALED_SCORES, 1)).containsExactly(0.5, 5, -2);
    double[] capped = {4 * Math.tanh(0.125), 4 * Math.tanh(1.25), 4 * Math.tanh(-0.5)};
    assertThat(result.at(CAPPED_SCORES, 1)).containsExactly(capped, within(1e-6));
    assertThat(result.at(BIASED_SCORES, 1))
        .containsExactly(new double[] {capped[0], FORBIDDEN, capped[2]}, within(1e-6));
    assertThat(result.at(MASKED_SCORES, 1))
        .containsExactly(new double[] {capped[0], FORBIDDEN, FORBIDDEN}, within(1e-6));
    assertThat(result.weights(1)).containsExactly(1, 0, 0);
    assertThat(result.at(WEIGHT_SUM, 1)).containsExactly(1);
    assertThat(result.context(1)).containsExactly(1, 2);
    assertThat(result.contribution(1, 0)).containsExactly(1, 2);
    result.assertNoWarnings();
  }

  @Test
  void theStagesAreToldInTheirOrder() {
    assertThat(everyStage().computed().preamble().stages())
        .extracting(Formula::member)
        .containsExactly(
            SCORES,
            SCALED_SCORES,
            CAPPED_SCORES,
            BIASED_SCORES,
            MASKED_SCORES,
            MAXIMUM,
            LOG_SUM_EXP,
            WEIGHTS,
            ENTROPY,
            CONTEXT,
            CONTRIBUTIONS);
  }

  @Test
  void aStageThatTheRequestDoesNotUseIsAbsent() {
    Result result = Plan.self(X).wanting(Member.defaults()).computed();
    assertThat(result.members()).containsExactly(QUERY, SCORES, WEIGHTS, WEIGHT_SUM, CONTEXT);
    assertThat(result.preamble().stages())
        .extracting(Formula::member)
        .containsExactly(SCORES, WEIGHTS, CONTEXT);
  }

  @Test
  void aScaleOfOneIsAStageToo() {
    assertThat(Plan.self(X).scale(1).computed().members()).contains(SCALED_SCORES);
  }

  @ParameterizedTest
  @MethodSource("choices")
  void whatIsWantedIsKeptUnchangedAndNothingElse(Set<Member> wanted) {
    Result all = everyStage().computed();
    Result some = everyStage().wanting(wanted).computed();
    assertThat(some.members()).isEqualTo(wanted);
    for (Member member : wanted) {
      for (int row = 0; row < X.length; row++) {
        assertThat(some.at(member, row)).as("%s", member).isEqualTo(all.at(member, row));
      }
    }
  }

  @Test
  void theContributionsAreToldOnlyWhenTheyAreWanted() {
    Set<Member> most = EnumSet.complementOf(EnumSet.of(CONTRIBUTIONS));
    Result result = Plan.self(X).wanting(most).computed();
    assertThat(result.members()).doesNotContain(CONTRIBUTIONS);
    assertThat(result.preamble().stages())
        .extracting(Formula::member)
        .doesNotContain(CONTRIBUTIONS);
  }

  @Test
  void weightsAloneHaveNeitherScoresToTellNorAContext() {
    Result result = Plan.weights(new double[] {1, FORBIDDEN}).wanting(Member.defaults()).computed();
    assertThat(result.preamble().stages()).extracting(Formula::member).containsExactly(WEIGHTS);
    assertThat(result.members()).doesNotContain(CONTEXT, CONTRIBUTIONS);
    assertThat(result.weights(0)).containsExactly(1, 0);
    assertThat(result.preamble().shape()).isEqualTo(new Shape(1, 2, null, null));
  }

  @Test
  void theShapeNamesTheRowsAnsweredAndTheWidths() {
    double[][] keys = Plan.drawn(1, 5, 2);
    double[][] values = Plan.drawn(2, 5, 7);
    assertThat(Plan.cross(X, keys, values).queries(2, 0, 2, 1).computed().preamble().shape())
        .isEqualTo(new Shape(4, 5, new Shape.Widths(2, 2, 7), null));
  }

  @Test
  void blocksHoldABoundedNumberOfNumbersAndAtLeastOneRow() {
    double[][] narrow = Plan.drawn(1, 3, 1);
    double[][] wide = Plan.drawn(1, 3, 20_000);
    assertThat(Plan.self(narrow).trace().footprint().blockRows()).isEqualTo(96);
    assertThat(Plan.self(wide).trace().footprint().blockRows()).isEqualTo(12);
    double[][] one = Plan.drawn(1, 3, 5);
    double[][] wider = Plan.drawn(1, 3, BlockSize.NUMBERS + 1);
    assertThat(Plan.cross(one, one, wider).trace().footprint().blockRows()).isOne();
  }

  @Test
  void blocksComeInHalfDozensOfRowsThatStayInTheCache() {
    assertThat(Plan.self(Plan.drawn(1, 256, 1)).trace().footprint().blockRows()).isEqualTo(96);
    assertThat(Plan.self(Plan.drawn(1, 257, 1)).trace().footprint().blockRows()).isEqualTo(48);
    assertThat(Plan.self(Plan.drawn(1, 1_500, 1)).trace().footprint().blockRows()).isEqualTo(42);
    assertThat(Plan.self(Plan.drawn(1, 5_000, 1)).trace().footprint().blockRows()).isEqualTo(24);
  }

  @Test
  void whatABlockTakesIsToldBeforeItIsComputed() {
    Trace trace =
        Plan.cross(Plan.drawn(1, 100, 5), Plan.drawn(2, 1_000, 5), Plan.drawn(3, 1_000, 7))
            .wanting(Member.defaults())
            .trace();
    long row = 9 * 1_000 + 5 + 2 * 7;
    long told = 48 * RowSize.bytes(1, Dtype.FLOAT32);
    assertThat(trace.footprint().blockBytes()).isEqualTo(48 * row * Float.BYTES + told);
    assertThat(trace.footprint().sharedBytes() - Plan.self(X).trace().footprint().sharedBytes())
        .isBetween(1_000L * (5 + 7) * Float.BYTES - 1_000, 1_000L * (5 + 7 + 3) * Float.BYTES);
  }

  @Test
  void onlyBlocksWithContributionsAreTooMuchToBeKept() {
    assertThat(Plan.self(X).trace().footprint().inSequence()).isTrue();
    assertThat(Plan.self(X).wanting(Set.of(SCORES)).trace().footprint().inSequence()).isFalse();
  }

  @Test
  void theNextBlockIsComputedWhereTheOneBeforeStoodOnceThatIsClosed() {
    Trace trace = Plan.self(X).trace();
    Rows first = trace.rows(0, 1);
    Rows kept = trace.rows(1, 2);
    assertThat(values(kept)).isNotSameAs(values(first));
    double before = scores(kept).at(0, 0);
    first.close();
    Rows next = trace.rows(2, 3);
    assertThat(values(next)).isSameAs(values(first));
    assertThat(scores(kept).at(0, 0)).isEqualTo(before);
  }

  private static Object values(Rows block) {
    return switch (scores(block)) {
      case FloatMatrix floats -> floats.values();
      case DoubleMatrix doubles -> doubles.values();
    };
  }

  private static Matrix<?> scores(Rows block) {
    return Objects.requireNonNull(block.stages().values().get(Member.SCORES));
  }

  @Test
  void aBlockIsAnyRunOfRows() {
    Trace trace = Plan.self(X).trace();
    assertThat(trace.rows(1, 3).indices()).containsExactly(1, 2);
    assertThat(trace.rows(1, 1).count()).isZero();
    for (int[] run : new int[][] {{-1, 1}, {2, 4}, {2, 1}}) {
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> trace.rows(run[0], run[1]));
    }
  }
}
