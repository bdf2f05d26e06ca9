package attention.mechanism;

import static attention.trace.Member.QUERY;
import static attention.trace.Member.ROTATED_KEYS;
import static attention.trace.Member.ROTATED_QUERY;
import static attention.trace.Member.SCORES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import attention.matrix.Dtype;
import attention.stage.Pairing;
import attention.stage.Rotation;
import attention.stage.Side;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries and keys turned by their positions. */
class RotaryEmbeddingTests {

  private static final double RIGHT_ANGLE = Math.PI / 2;

  /** Tokens, heads, key/value heads, the width of a head, and the columns that turn. */
  static Stream<Arguments> shapes() {
    return Stream.of(
        Arguments.of(1, 1, 1, 2, 2),
        Arguments.of(3, 1, 1, 7, 4),
        Arguments.of(17, 2, 1, 6, 6),
        Arguments.of(33, 3, 3, 10, 6),
        Arguments.of(65, 4, 2, 34, 34),
        Arguments.of(130, 6, 3, 64, 62));
  }

  private static double[][] drawn(int n, int heads, int width) {
    return Plan.drawn(1000L * n + width, n, heads * width);
  }

  private static Transformer layer(int n, int heads, int keyValueHeads, int width) {
    return Transformer.over(drawn(n, heads, width), heads, keyValueHeads)
        .key(Transformer.weights(Plan.drawn(7, heads * width, keyValueHeads * width)))
        .value(Transformer.weights(Plan.drawn(8, heads * width, keyValueHeads)));
  }

  private static Preparing.Rotary by(Pairing pairing, int columns) {
    return Preparing.rotary(Rotation.of(pairing, 100, columns));
  }

  private static double[] slice(double[] row, int from, int length) {
    return Arrays.copyOfRange(row, from, from + length);
  }

  private static double length(double[] x) {
    return Math.sqrt(Arrays.stream(x).map(number -> number * number).sum());
  }

  /** Two columns turned by a right angle from one position to the next. */
  @ParameterizedTest
  @EnumSource
  void aPairTurnsFromXToY(Pairing pairing) {
    double[][] x = {{1, 2}, {1, 2}, {1, 2}, {1, 2}, {1, 2}};
    Result result =
        Transformer.over(x, 1, 1)
            .preparing(Preparing.rotary(new Rotation(pairing, new double[] {RIGHT_ANGLE})))
            .computed();
    double[][] turned = {{1, 2}, {-2, 1}, {-1, -2}, {2, -1}, {1, 2}};
    for (int i = 0; i < x.length; i++) {
      assertThat(result.at(ROTATED_QUERY, i, 0)).containsExactly(turned[i], within(1e-14));
      assertThat(result.at(QUERY, i, 0)).containsExactly(x[i]);
      assertThat(result.row(ROTATED_KEYS, i)).containsExactly(turned[i], within(1e-14));
    }
  }

  @ParameterizedTest
  @CsvSource({"HALVES, -7, -8, 3, 4", "INTERLEAVED, -4, 3, -8, 7"})
  void onlyTheFirstColumnsOfAHeadTurn(Pairing pairing, double a, double b, double c, double d) {
    double[][] x = {{0, 0, 0, 0, 0, 0}, {3, 4, 7, 8, 5, 9}};
    Result result =
        Transformer.over(x, 1, 1)
            .preparing(
                Preparing.rotary(new Rotation(pairing, new double[] {RIGHT_ANGLE, RIGHT_ANGLE})))
            .computed();
    assertThat(result.at(ROTATED_QUERY, 1, 0))
        .containsExactly(new double[] {a, b, c, d, 5, 9}, within(1e-14));
  }

  @Test
  void theFrequenciesFallFromOneByTheBase() {
    assertThat(Rotation.of(Pairing.HALVES, 10_000, 8).frequencies())
        .containsExactly(new double[] {1, 0.1, 0.01, 0.001}, within(1e-17));
    assertThat(Rotation.of(Pairing.INTERLEAVED, 500, 2).frequencies()).containsExactly(1);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void turningKeepsLengthsAndTheColumnsThatDoNotTurn(
      int n, int heads, int keyValueHeads, int width, int columns) {
    for (Pairing pairing : Pairing.values()) {
      for (Dtype dtype : new Dtype[] {Dtype.FLOAT32, Dtype.FLOAT64}) {
        double epsilon = dtype == Dtype.FLOAT32 ? Math.ulp(1f) : Math.ulp(1.0);
        Result result =
            layer(n, heads, keyValueHeads, width)
                .in(dtype)
                .preparing(by(pairing, columns))
                .computed();
        for (int head = 0; head < heads; head++) {
          double[] query = result.at(QUERY, n - 1, head);
          double[] rotated = result.at(ROTATED_QUERY, n - 1, head);
          assertThat(length(rotated))
              .isCloseTo(length(query), within(8 * epsilon * columns * length(query)));
          assertThat(slice(rotated, columns, width - columns))
              .isEqualTo(slice(query, columns, width - columns));
          if (n > 1) {
            assertThat(slice(rotated, 0, columns)).isNotEqualTo(slice(query, 0, columns));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void scoresDependOnTheDifferenceOfPositionsAlone(
      int n, int heads, int keyValueHeads, int width, int columns) {
    double[] at = IntStream.range(0, n).mapToDouble(i -> i).toArray();
    double[] later = IntStream.range(0, n).mapToDouble(i -> i + 1000).toArray();
    for (Pairing pairing : Pairing.values()) {
      Preparing.Rotary rotary = by(pairing, columns);
      Transformer layer = layer(n, heads, keyValueHeads, width);
      Result result = layer.preparing(rotary).computed();
      Result given = layer.preparing(rotary.at(at, at)).computed();
      Result moved = layer.preparing(rotary.at(later, later)).computed();
      Result queriesMoved = layer.preparing(rotary.at(later, at)).computed();
      for (int head = 0; head < heads; head++) {
        double[] scores = result.at(SCORES, n / 2, head);
        assertThat(given.at(SCORES, n / 2, head)).isEqualTo(scores);
        assertThat(moved.at(SCORES, n / 2, head)).containsExactly(scores, within(1e-11 * width));
        assertThat(queriesMoved.at(SCORES, n / 2, head)).isNotEqualTo(scores);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void interleavedPairsAreHalvesWithTheColumnsPermuted(
      int n, int heads, int keyValueHeads, int width, int columns) {
    double[][] x = drawn(n, heads, width);
    Result interleaved =
        Transformer.over(x, heads, heads).preparing(by(Pairing.INTERLEAVED, columns)).computed();
    double[][] permuted =
        Arrays.stream(x).map(row -> inHalves(row, width, columns)).toArray(double[][]::new);
    Result halves =
        Transformer.over(permuted, heads, heads).preparing(by(Pairing.HALVES, columns)).computed();
    for (int i = 0; i < n; i++) {
      for (int head = 0; head < heads; head++) {
        assertThat(halves.at(ROTATED_QUERY, i, head))
            .isEqualTo(inHalves(interleaved.at(ROTATED_QUERY, i, head), width, columns));
        assertThat(halves.at(SCORES, i, head))
            .containsExactly(interleaved.at(SCORES, i, head), within(1e-13 * width));
      }
    }
  }

  /** In each head the first numbers of all pairs, then the second ones. */
  private static double[] inHalves(double[] row, int width, int columns) {
    double[] permuted = row.clone();
    for (int from = 0; from < row.length; from += width) {
      for (int m = 0; m < columns / 2; m++) {
        permuted[from + m] = row[from + 2 * m];
        permuted[from + columns / 2 + m] = row[from + 2 * m + 1];
      }
    }
    return permuted;
  }

  @Test
  void queriesAreCountedFromTheOffsetAndKeysFromZero() {
    double[][] x = drawn(5, 1, 4);
    Preparing.Rotary rotary = by(Pairing.HALVES, 4);
    Result result = Transformer.over(x, 1, 1).preparing(rotary).computed();
    Result cached = Transformer.over(x, 1, 1).preparing(rotary.offset(3)).computed();
    Result before = Transformer.over(x, 1, 1).preparing(rotary.offset(-4)).computed();
    double[] third =
        Transformer.over(x, 1, 1)
            .preparing(rotary.at(new double[] {3, 4, 5, 6, 7}, null))
            .computed()
            .at(ROTATED_QUERY, 0, 0);
    assertThat(cached.at(ROTATED_QUERY, 0, 0)).isEqualTo(third).isNotEqualTo(x[0]);
    assertThat(before.at(ROTATED_QUERY, 4, 0)).isEqualTo(x[4]);
    for (int j = 0; j < 5; j++) {
      assertThat(cached.row(ROTATED_KEYS, j)).isEqualTo(result.row(ROTATED_KEYS, j));
    }
  }

  @Test
  void positionsMoveTheirOwnSideOnlyAndNeedNotBeWhole() {
    double[][] x = {{1, 0}, {1, 0}, {1, 0}};
    double[] positions = {0.5, -16.25, 1e6};
    Preparing.Rotary rotary = Preparing.rotary(new Rotation(Pairing.HALVES, new double[] {1}));
    Result queries = Transformer.over(x, 1, 1).preparing(rotary.at(positions, null)).computed();
    Result keys = Transformer.over(x, 1, 1).preparing(rotary.at(null, positions)).computed();
    for (int i = 0; i < 3; i++) {
      double[] turned = {Math.cos(positions[i]), Math.sin(positions[i])};
      double[] counted = {Math.cos(i), Math.sin(i)};
      assertThat(queries.at(ROTATED_QUERY, i, 0)).containsExactly(turned, within(1e-15));
      assertThat(queries.row(ROTATED_KEYS, i)).containsExactly(counted, within(1e-15));
      assertThat(keys.at(ROTATED_QUERY, i, 0)).containsExactly(counted, within(1e-15));
      assertThat(keys.row(ROTATED_KEYS, i)).containsExactly(turned, within(1e-15));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 63, 64, 65, 300})
  void aChosenQueryKeepsItsPosition(int chosen) {
    Transformer layer = layer(301, 2, 1, 6).preparing(by(Pairing.INTERLEAVED, 4).offset(7));
    double[] all = layer.computed().at(ROTATED_QUERY, chosen, 1);
    assertThat(layer.queries(300, chosen).computed().at(ROTATED_QUERY, 1, 1)).isEqualTo(all);
  }

  @Test
  void headsThatShareKeysReadTheSameRotatedOnes() {
    Transformer layer = layer(5, 4, 2, 6).preparing(by(Pairing.HALVES, 6));
    Result result = layer.computed();
    for (int head = 0; head < 4; head++) {
      double[] query = result.at(ROTATED_QUERY, 3, head);
      double[] scores = result.at(SCORES, 3, head);
      for (int j = 0; j < 5; j++) {
        double[] key = slice(result.row(ROTATED_KEYS, j), head / 2 * 6, 6);
        double product = IntStream.range(0, 6).mapToDouble(k -> query[k] * key[k]).sum();
        assertThat(scores[j]).isCloseTo(product, within(1e-13));
      }
    }
  }

  /** cos 1 is no half; the pair is turned by the half beside it, and rounded once. */
  @Test
  void underHalvesSinesAreRoundedAndTheResultIsOnce() {
    Dtype dtype = Dtype.FLOAT16;
    double[][] x = {{0, 0}, {3, 5}};
    Result result =
        Transformer.over(x, 1, 1)
            .in(dtype)
            .preparing(Preparing.rotary(new Rotation(Pairing.HALVES, new double[] {1})))
            .computed();
    double cos = dtype.round(Math.cos(1));
    double sin = dtype.round(Math.sin(1));
    assertThat(result.at(ROTATED_QUERY, 1, 0))
        .containsExactly(dtype.round(3 * cos - 5 * sin), dtype.round(3 * sin + 5 * cos));
  }

  @Test
  void theFormulaShowsThePairs() {
    assertThat(by(Pairing.HALVES, 2).rotation().formula(Side.QUERIES))
        .startsWith("(q_{i,m}, q_{i,m + d_r/2}) \\leftarrow (q_{i,m} \\cos p_i f_m - ");
    assertThat(by(Pairing.INTERLEAVED, 2).rotation().formula(Side.KEYS))
        .endsWith("k_{j,2m} \\sin p_j f_m + k_{j,2m + 1} \\cos p_j f_m)");
    assertThat(Pairing.values())
        .extracting(Pairing::toString)
        .containsExactly("halves", "interleaved");
  }
}
