package attention.mechanism;

import static attention.trace.Member.CONCATENATED;
import static attention.trace.Member.CONTEXT;
import static attention.trace.Member.OUTPUT;
import static attention.trace.Member.QUERY;
import static attention.trace.Member.SCORES;
import static attention.trace.Member.WEIGHTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import attention.matrix.Dtype;
import attention.mechanism.Transformer.Weights;
import attention.stage.BlockSize;
import attention.trace.Formula;
import attention.trace.Labels;
import attention.trace.Member;
import attention.trace.Shape;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Heads side by side: which columns each of them sees, and what becomes of their contexts. */
class MultiHeadTests {

  /** Four columns, so that two heads see two each and every number tells where it stood. */
  private static final double[][] X = {{1, 2, 3, 4}, {-1, 0.5, 2, 0}, {0, 1, -2, 1}};

  private static final Weights DOUBLED = Transformer.weights(diagonal(4, 2));

  private static double[][] diagonal(int size, double value) {
    double[][] matrix = new double[size][size];
    for (int i = 0; i < size; i++) {
      matrix[i][i] = value;
    }
    return matrix;
  }

  private static double[] columns(double[] row, int from, int to) {
    return Arrays.copyOfRange(row, from, to);
  }

  private static double[][] columns(double[][] matrix, int from, int to) {
    return Arrays.stream(matrix).map(row -> columns(row, from, to)).toArray(double[][]::new);
  }

  @Test
  void aHeadAttendsOverItsOwnColumnsAsIfItWereAlone() {
    Result result = Transformer.over(X, 2, 2).computed();
    for (int head = 0; head < 2; head++) {
      double[][] own = columns(X, 2 * head, 2 * head + 2);
      Result alone = Plan.self(own).in(Dtype.FLOAT64).computed();
      for (int i = 0; i < X.length; i++) {
        assertThat(result.at(QUERY, i, head)).isEqualTo(own[i]);
        assertThat(result.at(SCORES, i, head)).isEqualTo(alone.at(SCORES, i));
        assertThat(result.at(WEIGHTS, i, head)).isEqualTo(alone.at(WEIGHTS, i));
        assertThat(result.at(CONTEXT, i, head)).isEqualTo(alone.at(CONTEXT, i));
      }
    }
  }

  @Test
  void theContextsOfTheHeadsStandSideBySide() {
    Result result = Transformer.over(X, 4, 4).computed();
    for (int i = 0; i < X.length; i++) {
      double[] joined = result.at(CONCATENATED, i);
      assertThat(joined).hasSize(4);
      for (int head = 0; head < 4; head++) {
        assertThat(columns(joined, head, head + 1)).isEqualTo(result.at(CONTEXT, i, head));
      }
    }
  }

  @Test
  void neighbouringHeadsShareAKeyValueHead() {
    double[][] keys = {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 0}};
    Result result =
        Transformer.over(X, 4, 2)
            .key(Transformer.weights(columns(keys, 0, 2)))
            .value(Transformer.weights(columns(keys, 0, 2)))
            .computed();
    // Key/value head 0 has the first column of X, head 1 the second.
    for (int head = 0; head < 4; head++) {
      int column = head / 2;
      for (int j = 0; j < X.length; j++) {
        assertThat(result.at(SCORES, 0, head)[j]).isEqualTo(X[0][head] * X[j][column]);
      }
    }
    assertThat(result.preamble().shape())
        .isEqualTo(new Shape(3, 3, new Shape.Widths(1, 1, 1), new Shape.Heads(4, 2)));
  }

  @Test
  void eachHeadHasItsOwnBias() {
    double[][] none = new double[3][3];
    double[][] first = {{0, 0, 0}, {5, 6, 7}, {0, 0, 0}};
    Result result = Transformer.over(X, 2, 2).headBias(first, none).computed();
    for (int j = 0; j < 3; j++) {
      double scoreOfFirst = result.at(SCORES, 1, 0)[j];
      assertThat(result.at(Member.BIASED_SCORES, 1, 0)[j]).isEqualTo(scoreOfFirst + first[1][j]);
    }
    assertThat(result.at(Member.BIASED_SCORES, 1, 1)).isEqualTo(result.at(SCORES, 1, 1));
  }

  @Test
  void anOutputProjectionMixesTheHeadsAndAddsItsBias() {
    double[][] swap = {{0, 0, 1}, {0, 1, 0}, {1, 0, 0}, {10, 0, 0}};
    Result result =
        Transformer.over(X, 2, 2).output(new Weights(swap, new double[] {0, 0, 100})).computed();
    for (int i = 0; i < X.length; i++) {
      double[] z = result.at(CONCATENATED, i);
      assertThat(result.at(OUTPUT, i))
          .containsExactly(new double[] {z[2] + 10 * z[3], z[1], z[0] + 100}, within(1e-12));
    }
  }

  @Test
  void projectionsApplyToQueriesKeysAndValues() {
    Result result =
        Transformer.over(X, 1, 1)
            .query(DOUBLED)
            .key(new Weights(diagonal(4, 3), new double[] {0, 0, 0, 1}))
            .value(Transformer.weights(new double[][] {{1}, {0}, {0}, {0}}))
            .queries(2)
            .computed();
    assertThat(result.at(QUERY, 0, 0)).containsExactly(0, 2, -4, 2);
    // q = 2·x_2 and k_0 = 3·x_0 + (0, 0, 0, 1).
    assertThat(result.at(SCORES, 0, 0)[0]).isEqualTo(2 * 6 - 4 * 9 + 2 * 13);
    assertThat(result.at(CONCATENATED, 0)).hasSize(1);
    assertThat(result.preamble().parameters()).containsOnlyKeys("keys", "values");
    assertThat(result.preamble().shape().widths()).isEqualTo(new Shape.Widths(4, 4, 1));
  }

  @Test
  void theFormulasSayWhatIsProjectedAndWithWhatBias() {
    Result result =
        Transformer.over(X, 2, 2)
            .query(DOUBLED)
            .key(new Weights(diagonal(4, 1), new double[4]))
            .output(new Weights(diagonal(4, 1), new double[4]))
            .headBias(new double[3][3], new double[3][3])
            .computed();
    assertThat(result.preamble().stages().stream().map(MultiHeadTests::text))
        .contains(
            "query: q_i = x_i W_q",
            "keys: k_j = x_j W_k + b_k",
            "biasedScores: \\omega_{ij} \\leftarrow \\omega_{ij} + \\text{headBias}^{(h)}_{ij}",
            "output: o_i = z_i W_o + b_o")
        .noneMatch(formula -> formula.startsWith("values"));
    assertThat(Transformer.over(X, 2, 2).value(DOUBLED).computed().preamble().stages())
        .extracting(MultiHeadTests::text)
        .startsWith("values: v_j = x_j W_v");
  }

  private static String text(Formula formula) {
    return formula.member() + ": " + formula.latex();
  }

  @Test
  void whatIsNotProjectedIsNotReturned() {
    assertThat(Transformer.over(X, 2, 2).computed().preamble().parameters()).isEmpty();
    Set<Member> most = EnumSet.complementOf(EnumSet.of(Member.KEYS, Member.VALUES));
    Transformer projecting = Transformer.over(X, 2, 2).key(DOUBLED).value(DOUBLED);
    assertThat(projecting.wanting(most).computed().preamble().parameters()).isEmpty();
  }

  @Test
  void whatNobodyWantsIsNotKept() {
    for (Member member : List.of(CONCATENATED, OUTPUT)) {
      Result result =
          Transformer.over(X, 2, 2).output(DOUBLED).wanting(EnumSet.of(member)).computed();
      assertThat(result.joinedMembers()).containsExactly(member);
      assertThat(result.members(0)).isEmpty();
    }
    Result withoutOutput =
        Transformer.over(X, 2, 2).wanting(EnumSet.of(OUTPUT, WEIGHTS)).computed();
    assertThat(withoutOutput.joinedMembers()).isEmpty();
    assertThat(withoutOutput.members(1)).containsExactly(WEIGHTS);
  }

  @Test
  void anOutputIsTheSameWhicheverMembersAreAskedForBesideIt() {
    Result all = Transformer.over(X, 2, 2).output(DOUBLED).computed();
    Result alone = Transformer.over(X, 2, 2).output(DOUBLED).wanting(EnumSet.of(OUTPUT)).computed();
    assertThat(alone.at(OUTPUT, 2)).isEqualTo(all.at(OUTPUT, 2));
  }

  @Test
  void rowsAreLabelledAndNumberedByTheirQuery() {
    Labels labels = new Labels(List.of("a", "b", "c"), List.of("x", "y", "z"));
    Result result = Transformer.over(X, 2, 2).labels(labels).queries(2, 0, 2).computed();
    assertThat(result.blocks().getFirst().tokens()).containsExactly("z", "x", "z");
    assertThat(result.blocks().getFirst().identifier()).isEqualTo("queryIndex");
    assertThat(result.query(1)).isZero();
    assertThat(result.preamble().tokens()).containsExactly("a", "b", "c");
    assertThat(Transformer.over(X, 2, 2).computed().blocks().getFirst().tokens()).isNull();
  }

  @Test
  void blocksShrinkWithTheNumberOfHeads() {
    double[][] x = Plan.drawn(1, 5_000, 8);
    assertThat(Transformer.over(x, 8, 8).trace().footprint().blockRows())
        .isEqualTo(BlockSize.NUMBERS / (8 * 5_000));
    assertThat(Transformer.over(x, 1, 1).trace().footprint().blockBytes())
        .isGreaterThanOrEqualTo(9L * 8 * 5_000 * 12);
  }
}
