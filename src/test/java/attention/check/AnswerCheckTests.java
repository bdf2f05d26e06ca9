package attention.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attention.http.Json;
import attention.trace.Checkpoint;
import attention.trace.Mechanism;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * What a check finds where a mistake needs every row, and how it ends where it may not search on.
 */
class AnswerCheckTests {

  private static final int N = 4;
  private static final double SCALE = 0.25;

  /** Scores that are no multiples of each other. */
  private static double[][] random(int n, int d) {
    Random random = new Random(5);
    return IntStream.range(0, n)
        .mapToObj(i -> random.doubles(d, -1, 1).toArray())
        .toArray(double[][]::new);
  }

  private static double[][] scores(double[][] x, int ahead) {
    double[][] scores = new double[x.length][x.length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x.length; j++) {
        double sum = 0;
        for (int m = 0; m < x[i].length; m++) {
          sum += x[i][m] * x[j][m];
        }
        scores[i][j] = j <= i + ahead ? sum : Double.NEGATIVE_INFINITY;
      }
    }
    return scores;
  }

  /** Each column by itself, or everything. */
  private static double[][] softmax(double[][] scores, boolean columns) {
    int n = scores.length;
    double[] sums = new double[n];
    for (double[] row : scores) {
      for (int j = 0; j < n; j++) {
        sums[j] += Math.exp(row[j]);
      }
    }
    double all = Arrays.stream(sums).sum();
    double[][] weights = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        weights[i][j] = Math.exp(scores[i][j]) / (columns ? sums[j] : all);
      }
    }
    return weights;
  }

  private static double[][] times(double factor, double[][] x) {
    return Arrays.stream(x)
        .map(row -> Arrays.stream(row).map(y -> factor * y).toArray())
        .toArray(double[][]::new);
  }

  private static JsonNode report(double[][] x, double[][] weights) {
    return Checked.report(
        Mechanism.SELF,
        "{\"embeddings\": %s, \"mask\": {\"causal\": true}, \"scale\": %s, \"answer\": {\"weights\": %s}}"
            .formatted(Arrays.deepToString(x), SCALE, Arrays.deepToString(weights)));
  }

  private static String codes(JsonNode report) {
    return report.get("causes").valueStream().map(it -> it.get("code").stringValue()).toList() + "";
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void weightsOverMoreThanARowAreRecognizedBehindAnotherMistake(boolean columns) {
    double[][] x = random(N, 3);
    String wide = columns ? "softmax-over-queries" : "softmax-over-all";
    double[][] shifted = softmax(times(SCALE, scores(x, 1)), columns);
    assertThat(codes(report(x, shifted))).isEqualTo("[causal-one-too-far, %s]".formatted(wide));
    double[][] late = times(SCALE, softmax(scores(x, 0), columns));
    assertThat(codes(report(x, late))).isEqualTo("[scaled-after-softmax, %s]".formatted(wide));
  }

  /** Contexts by weights over more than a row, of which sums and single rows exclude the others. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void contextsOfWeightsOverMoreThanARowAreRecognized(boolean columns) {
    double[][] x = random(N, 3);
    String wide = columns ? "softmax-over-queries" : "softmax-over-all";
    double[][] alone = softmax(times(SCALE, scores(x, 0)), columns);
    assertThat(codes(contexts(x, product(alone, x)))).isEqualTo("[%s]".formatted(wide));
    double[][] shifted = softmax(times(SCALE, scores(x, 1)), columns);
    assertThat(codes(contexts(x, product(shifted, x))))
        .isEqualTo("[causal-one-too-far, %s]".formatted(wide));
    double[][] late = times(SCALE, softmax(scores(x, 0), columns));
    assertThat(codes(contexts(x, product(late, x))))
        .isEqualTo("[scaled-after-softmax, %s]".formatted(wide));
  }

  @Test
  void transposedWeightsAreRecognizedBehindAMaskThatLeavesARowEmpty() {
    double[][] x = random(N, 3);
    double[][] scores = times(SCALE, scores(x, N));
    double[][] weights = new double[N][N];
    for (int i = 0; i < N; i++) {
      double sum = 0;
      for (int j = i + 1; j < N; j++) {
        weights[i][j] = Math.exp(scores[i][j]);
        sum += weights[i][j];
      }
      for (int j = i + 1; j < N; j++) {
        weights[i][j] /= sum;
      }
    }
    double[][] transposed = new double[N][N];
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        transposed[j][i] = weights[i][j];
      }
    }
    assertThat(codes(contexts(x, product(transposed, x))))
        .isEqualTo("[mask-inverted, weights-transposed-in-context]");
  }

  private static double[][] product(double[][] weights, double[][] x) {
    double[][] contexts = new double[weights.length][x[0].length];
    for (int i = 0; i < weights.length; i++) {
      for (int j = 0; j < x.length; j++) {
        for (int c = 0; c < x[0].length; c++) {
          contexts[i][c] += weights[i][j] * x[j][c];
        }
      }
    }
    return contexts;
  }

  private static JsonNode contexts(double[][] x, double[][] contexts) {
    return Checked.report(
        Mechanism.SELF,
        "{\"embeddings\": %s, \"mask\": {\"causal\": true}, \"scale\": %s, \"answer\": {\"context\": %s}}"
            .formatted(Arrays.deepToString(x), SCALE, Arrays.deepToString(contexts)));
  }

  @Test
  void aSearchWithoutTimeSaysThatItWasNotComplete() {
    int n = 160;
    double[][] x = random(n, 16);
    double[][] contexts = new double[n][16];
    Arrays.stream(contexts).forEach(row -> Arrays.fill(row, 0.37));
    String request =
        "{\"embeddings\": %s, \"mask\": {\"causal\": true}, \"answer\": {\"context\": %s}}"
            .formatted(Arrays.deepToString(x), Arrays.deepToString(contexts));
    JsonNode whole = Json.tree(Checked.run(Mechanism.SELF, request, () -> false).members());
    JsonNode cut = Json.tree(Checked.run(Mechanism.SELF, request, () -> true).members());
    assertThat(whole.has("warnings")).isFalse();
    assertThat(cut.at("/warnings/0/code").asString()).isEqualTo("not-all-causes-tried");
    assertThat(cut.get("stages")).isEqualTo(whole.get("stages"));
  }

  @Test
  void whatWasDoneUntilACheckIsCancelledIsCounted() {
    double[][] x = random(96, 32);
    String body =
        new String(
            Json.write(
                Json.tree(Map.of("embeddings", x, "answer", Map.of("context", random(96, 32))))),
            StandardCharsets.UTF_8);
    AnswerCheck check = Checked.check(Mechanism.SELF, body, () -> false);
    assertThat(check.work()).isZero();
    AtomicInteger passed = new AtomicInteger();
    Runnable cancel =
        () -> {
          if (passed.incrementAndGet() == 3) {
            throw new CancellationException();
          }
        };
    assertThatThrownBy(() -> Checkpoint.during(cancel, check::run))
        .isInstanceOf(CancellationException.class);
    assertThat(check.work()).isGreaterThan(1_000_000);
  }

  /** A state without bias after a start from zeros. */
  @Test
  void twoMistakesAreFoundWhereThereAreNoWeights() {
    JsonNode report =
        Checked.report(
            Mechanism.ENCODER_DECODER,
            """
            {"inputs": [[1]],
             "encoder": {"forward": {"type": "tanh", "input": [[1]], "hidden": [[0]]}},
             "decoder": {"cell": {"type": "tanh", "input": [[0.5], [0]], "hidden": [[1]], "bias": [0.4]},
                         "initialState": [0.7], "inputs": [[1]]},
             "attention": {"score": "none"}, "answer": {"state": [[%s]]}}
            """
                .formatted(Math.tanh(0.5)));
    assertThat(codes(report)).isEqualTo("[projection-bias-left-out, decoder-starts-from-zeros]");
  }
}
