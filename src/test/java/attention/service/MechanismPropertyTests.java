package attention.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import attention.http.Json;
import attention.service.Subject.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What must hold for every mechanism whatever the numbers are, at many shapes. */
class MechanismPropertyTests {

  private static final double EPSILON = Math.ulp(1f);

  /** A mechanism over n embeddings d wide. */
  record Problem(Subject subject, int n, int d) {

    List<double[]> embeddings() {
      return Subject.drawn(n, d);
    }

    ObjectNode request() {
      return subject.over(embeddings());
    }

    /**
     * How far two computations of a weight may lie apart, as a part of it: η of docs/accuracy.md
     * for each, with 4d for Σ|terms|, which is far above what numbers drawn like these reach.
     */
    double apart() {
      return 2 * Math.expm1(8 * (n + d) * EPSILON * 4 * d);
    }
  }

  static Stream<Arguments> shapes() {
    return IntStream.of(1, 2, 3, 7, 17, 33, 64, 65)
        .boxed()
        .flatMap(n -> Stream.of(1, 2, 5, 64, 100).map(d -> Arguments.of(n, d)));
  }

  static Stream<Problem> problems() {
    return shapes()
        .map(Arguments::get)
        .flatMap(shape ->
            Arrays.stream(Subject.values())
                .map(subject -> new Problem(subject, (int) shape[0], (int) shape[1])));
  }

  @ParameterizedTest
  @MethodSource("problems")
  void theWeightsOfARowSumToOne(Problem problem) {
    for (Row row : problem.subject().rows(problem.request())) {
      for (double[] weights : row.weights()) {
        assertThat(weights).hasSize(problem.n());
        assertThat(Arrays.stream(weights).sum()).isCloseTo(1, within((problem.n() + 2) * EPSILON));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("problems")
  void permutingTheKeysPermutesTheWeightsAndLeavesTheResult(Problem problem) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, problem.n()).boxed().toList());
    Collections.shuffle(order, new Random(problem.n()));
    List<double[]> permuted = order.stream().map(problem.embeddings()::get).toList();
    List<Row> rows = problem.subject().rows(problem.request());
    List<Row> others = problem.subject().rows(problem.subject().over(permuted));
    for (int i = 0; i < problem.n(); i++) {
      Row row = rows.get(order.get(i));
      List<double[]> expected =
          row.weights().stream()
              .map(weights -> order.stream().mapToDouble(j -> weights[j]).toArray())
              .toList();
      assertAgree(others.get(i).weights(), expected, 4 * problem.n() * EPSILON);
      assertThat(others.get(i).result())
          .containsExactly(row.result(), within(8 * problem.n() * EPSILON));
    }
  }

  @ParameterizedTest
  @MethodSource("problems")
  void addingAConstantToTheScoresChangesNothing(Problem problem) {
    ObjectNode biased = problem.request();
    double[] constant = new double[problem.n()];
    Arrays.fill(constant, 2);
    Subject.array(biased.putArray("bias"), Collections.nCopies(problem.n(), constant));
    List<Row> rows = problem.subject().rows(problem.request());
    List<Row> moved = problem.subject().rows(biased);
    for (int i = 0; i < problem.n(); i++) {
      assertAgree(moved.get(i).weights(), rows.get(i).weights(), problem.apart());
    }
  }

  @ParameterizedTest
  @MethodSource("problems")
  void aCausalRowEqualsTheTruncatedProblem(Problem problem) {
    ObjectNode causal = problem.request();
    causal.putObject("mask").put("causal", true);
    List<Row> rows = problem.subject().rows(causal);
    for (int i : new int[] {0, problem.n() / 2, problem.n() - 1}) {
      ObjectNode truncated = problem.subject().over(problem.embeddings().subList(0, i + 1));
      truncated.putArray("queryIndices").add(i);
      Row alone = problem.subject().rows(truncated).getFirst();
      List<double[]> padded =
          alone.weights().stream().map(weights -> Arrays.copyOf(weights, problem.n())).toList();
      assertAgree(rows.get(i).weights(), padded, 4 * problem.n() * EPSILON);
      assertThat(rows.get(i).result())
          .containsExactly(alone.result(), within(8 * problem.n() * EPSILON));
    }
  }

  @ParameterizedTest
  @MethodSource("problems")
  void float32AgreesWithFloat64(Problem problem) {
    List<Row> narrow = problem.subject().rows(problem.request());
    List<Row> wide = problem.subject().rows(problem.request().put("dtype", "float64"));
    for (int i = 0; i < problem.n(); i++) {
      assertAgree(narrow.get(i).weights(), wide.get(i).weights(), problem.apart());
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void oneHeadOfMultiHeadIsScaledDotProduct(int n, int d) {
    List<double[]> embeddings = Subject.drawn(n, d);
    ObjectNode one = Subject.SCALED.over(embeddings).put("heads", 1);
    List<Row> heads = Subject.HEADS.rows(one);
    List<Row> rows = Subject.SCALED.rows(Subject.SCALED.over(embeddings));
    for (int i = 0; i < n; i++) {
      assertAgree(heads.get(i).weights(), rows.get(i).weights(), 0);
      assertThat(heads.get(i).result()).isEqualTo(rows.get(i).result());
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void asManyKeyValueHeadsAsHeadsAreOrdinaryHeads(int n, int d) {
    ObjectNode heads = Subject.HEADS.over(Subject.drawn(n, d));
    List<Row> rows = Subject.HEADS.rows(heads);
    assertThat(Subject.HEADS.rows(heads.put("keyValueHeads", 3))).isEqualTo(rows);
  }

  /** Reads forwards only and starts from a given state, so that no step knows of later inputs. */
  private static ObjectNode decoder(int inputs, int n, int d) {
    ObjectNode request =
        (ObjectNode)
            Json.read(
                """
                {"encoder": {"forward": {"type": "gru", "random": {"seed": 1, "hiddenSize": 4}}},
                 "decoder": {"cell": {"type": "tanh", "random": {"seed": 2, "hiddenSize": 3}},
                             "initialState": [0.5, -0.5, 0.25]},
                 "attention": {"score": "additive",
                               "parameters": {"random": {"seed": 3, "dimension": 5}}},
                 "mask": {"causal": true}}
                """);
    Subject.array(request.putArray("inputs"), Subject.drawn(n, d).subList(0, inputs));
    ArrayNode steps = ((ObjectNode) request.get("decoder")).putArray("inputs");
    Subject.array(steps, Subject.drawn(n, 2).subList(0, inputs));
    return request;
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void aCausalStepOfADecoderEqualsTheTruncatedProblem(int n, int d) {
    List<Row> rows = decoded(decoder(n, n, d));
    int half = n / 2 + 1;
    List<Row> truncated = decoded(decoder(half, n, d));
    for (int i = 0; i < half; i++) {
      double[] weights = rows.get(i).weights().getFirst();
      assertThat(Arrays.stream(weights).sum()).isCloseTo(1, within((n + 2) * EPSILON));
      double[] padded = Arrays.copyOf(truncated.get(i).weights().getFirst(), n);
      assertThat(weights).containsExactly(padded, within(8 * n * EPSILON));
      assertThat(rows.get(i).result())
          .containsExactly(truncated.get(i).result(), within(8 * n * EPSILON));
    }
  }

  private static List<Row> decoded(ObjectNode request) {
    return Subject.rows("/attention/encoder-decoder", request);
  }

  /** Every weight agrees up to a part of it. */
  private static void assertAgree(List<double[]> actual, List<double[]> expected, double part) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int head = 0; head < actual.size(); head++) {
      for (int j = 0; j < expected.get(head).length; j++) {
        double weight = expected.get(head)[j];
        assertThat(actual.get(head)[j]).isCloseTo(weight, within(part * weight));
      }
    }
  }
}
