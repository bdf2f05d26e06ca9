package attention.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attention.http.GoldenCase;
import attention.kernel.Kernel;
import attention.kernel.Kernels;
import attention.matrix.Dtype;
import attention.stage.Alibi;
import attention.stage.QueryKeyNorm;
import attention.stage.RotaryEmbedding;
import attention.trace.Footprint;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The memory of an answer is known and reserved before the answer is computed. */
class MemoryTests {

  private static final String SCALED = "/attention/scaled-dot-product";
  private static final String DRAWN =
      """
      {"embeddings": [[1, 2], [3, 4], [5, 6]],
       "projections": {"random": {"seed": 1, "dimension": 5}}}
      """;

  /** Objects, and what every step reads: two integers for each input, one for each step. */
  private static final int RECURRENT_OBJECTS = 16 * 1024 + (2 * 3 + 2) * Integer.BYTES;

  /** What the answer was planned to take, and what was reserved. */
  private record Planned(Footprint footprint, long reserved) {}

  private static Planned planned(String path, byte[] body, long inProgress) {
    List<Footprint> footprints = new ArrayList<>();
    List<Long> reserved = new ArrayList<>();
    AttentionService service =
        new AttentionService(
            Kernels.scalar(),
            Planning.DEFAULT.limits(),
            footprint -> {
              footprints.add(footprint);
              return inProgress;
            });
    service.attend(Planning.DEFAULT.received(path, body), reserved::add);
    assertThat(footprints).hasSize(1);
    assertThat(reserved).hasSize(1);
    return new Planned(footprints.getFirst(), reserved.getFirst());
  }

  private static Planned planned(String path, String body) {
    return planned(path, body.getBytes(StandardCharsets.UTF_8), 0);
  }

  @ParameterizedTest
  @MethodSource("attention.http.GoldenCase#all")
  void whatIsInProgressIsReservedToo(GoldenCase golden) {
    long without = planned(golden.path(), golden.request(), 0).reserved();
    assertThat(planned(golden.path(), golden.request(), 1_000_003).reserved())
        .isEqualTo(without + 1_000_003);
  }

  /** Beside what the answer shares: the numbers that are drawn and projected, in the dtype. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          self               | {"embeddings": [[1, 2], [3, 4], [5, 6]]} | 0
          weights            | {"scores": [[1, 2]]} | 0
          scaled-dot-product | {"embeddings": [[1, 2], [3, 4], [5, 6]]} | 0
          scaled-dot-product | {"embeddings": [[1, 2], [3, 4], [5, 6]], "projections": {"query": [[1], [2]], "key": [[1], [2]]}} | 3
          scaled-dot-product | {"embeddings": [[1, 2], [3, 4], [5, 6]], "projections": {"value": [[1, 2, 3, 4], [5, 6, 7, 8]]}} | 12
          scaled-dot-product | {"embeddings": [[1, 2], [3, 4], [5, 6]], "projections": {"random": {"seed": 1, "dimension": 5}}} | 60
          multi-head         | {"heads": 2, "keyValueHeads": 1, "embeddings": [[1, 2], [3, 4], [5, 6]], "projections": {"random": {"seed": 1, "dimension": 4, "output": true}}} | 44
          additive           | {"embeddings": [[1, 2], [3, 4], [5, 6]], "parameters": {"query": [[1], [2]], "key": [[1], [2]], "energy": [1]}} | 3
          additive           | {"embeddings": [[1, 2], [3, 4], [5, 6]], "parameters": {"random": {"seed": 1, "dimension": 7}}} | 56
          multiplicative     | {"score": "dot", "embeddings": [[1, 2], [3, 4], [5, 6]]} | 0
          multiplicative     | {"score": "general", "embeddings": [[1, 2], [3, 4], [5, 6]], "parameters": {"random": {"seed": 1}}} | 4
          multiplicative     | {"score": "concat", "embeddings": [[1, 2], [3, 4], [5, 6]], "parameters": {"random": {"seed": 1, "dimension": 7}}} | 56
          encoder-decoder    | {"inputs": [[1], [2]], "encoder": {"forward": {"type": "gru", "random": {"seed": 1, "hiddenSize": 3}}}, "decoder": {"cell": {"type": "tanh", "random": {"seed": 1, "hiddenSize": 3}}, "inputs": [[1]]}, "attention": {"score": "none"}} | 87
          encoder-decoder    | {"inputs": [[1], [2]], "encoder": {"forward": {"type": "gru", "random": {"seed": 1, "hiddenSize": 3}}}, "decoder": {"cell": {"type": "tanh", "random": {"seed": 1, "hiddenSize": 3}}, "inputs": [[1]]}, "attention": {"score": "additive", "parameters": {"random": {"seed": 1, "dimension": 5}}}} | 132
          """)
  void whatIsDrawnAndProjectedIsCounted(String mechanism, String body, int numbers) {
    Planned planned = planned("/attention/" + mechanism, body);
    assertThat(planned.reserved()).isEqualTo(numbers * 4L + planned.footprint().sharedBytes());
  }

  /**
   * Three annotations of width 3 and two steps of a state of width 2: the numbers that a recurrent
   * answer shares, its copies of matrices included, those of a step, and those that a row lists.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"inputs": [[1], [2], [3]], "encoder": {"forward": {"type": "tanh", "input": [[1, 1]], "hidden": [[1, 1], [1, 1]]}, "backward": {"type": "lstm", "random": {"seed": 1, "hiddenSize": 1}}}, "decoder": {"cell": {"type": "tanh", "random": {"seed": 1, "hiddenSize": 2}}, "inputs": [[1], [2]]}, "attention": {"score": "none"}} | 35 | 36 | 9
          {"inputs": [[1], [2], [3]], "encoder": {"forward": {"type": "tanh", "layout": "out-in", "input": [[1], [1]], "hidden": [[1, 1], [1, 1]]}, "backward": {"type": "lstm", "random": {"seed": 1, "hiddenSize": 1}}}, "decoder": {"cell": {"type": "tanh", "random": {"seed": 1, "hiddenSize": 2}}, "inputs": [[1], [2]]}, "attention": {"score": "none"}} | 41 | 36 | 9
          {"inputs": [[1], [2], [3]], "encoder": {"forward": {"type": "tanh", "input": [[1, 1]], "hidden": [[1, 1], [1, 1]]}, "backward": {"type": "lstm", "random": {"seed": 1, "hiddenSize": 1}}}, "decoder": {"cell": {"type": "tanh", "random": {"seed": 1, "hiddenSize": 2}}, "inputs": [[1], [2]], "bridge": {"from": "forward", "weights": [[1, 1], [1, 1]]}}, "attention": {"score": "none"}} | 39 | 36 | 9
          {"inputs": [[1], [2], [3]], "encoder": {"forward": {"type": "tanh", "input": [[1, 1]], "hidden": [[1, 1], [1, 1]]}, "backward": {"type": "lstm", "random": {"seed": 1, "hiddenSize": 1}}}, "decoder": {"cell": {"type": "tanh", "random": {"seed": 1, "hiddenSize": 2}}, "inputs": [[1], [2]], "bridge": {"from": "forward", "layout": "out-in", "weights": [[1, 1], [1, 1]]}}, "attention": {"score": "none"}} | 43 | 36 | 9
          {"inputs": [[1], [2], [3]], "encoder": {"forward": {"type": "tanh", "input": [[1, 1]], "hidden": [[1, 1], [1, 1]]}, "backward": {"type": "lstm", "random": {"seed": 1, "hiddenSize": 1}}}, "decoder": {"cell": {"type": "tanh", "random": {"seed": 1, "hiddenSize": 2}}, "inputs": [[1], [2]], "readout": {"weights": [[1, 1, 1, 1], [1, 1, 1, 1], [1, 1, 1, 1], [1, 1, 1, 1], [1, 1, 1, 1]]}}, "attention": {"score": "none"}} | 55 | 40 | 13
          {"inputs": [[1], [2], [3]], "encoder": {"forward": {"type": "tanh", "input": [[1, 1]], "hidden": [[1, 1], [1, 1]]}, "backward": {"type": "lstm", "random": {"seed": 1, "hiddenSize": 1}}}, "decoder": {"cell": {"type": "tanh", "random": {"seed": 1, "hiddenSize": 2}}, "inputs": [[1], [2]]}, "attention": {"score": "none", "query": "current", "combine": {"weights": [[1, 1], [1, 1], [1, 1], [1, 1], [1, 1]]}}} | 39 | 38 | 11
          {"inputs": [[1], [2], [3]], "encoder": {"forward": {"type": "tanh", "input": [[1, 1]], "hidden": [[1, 1], [1, 1]]}, "backward": {"type": "lstm", "random": {"seed": 1, "hiddenSize": 1}}}, "decoder": {"cell": {"type": "tanh", "random": {"seed": 1, "hiddenSize": 2}}, "inputs": [[1], [2]]}, "attention": {"score": "additive", "parameters": {"random": {"seed": 1, "dimension": 5}}}} | 93 | 36 | 29
          {"inputs": [[1], [2], [3]], "encoder": {"forward": {"type": "tanh", "input": [[1, 1]], "hidden": [[1, 1], [1, 1]]}, "backward": {"type": "lstm", "random": {"seed": 1, "hiddenSize": 1}}}, "decoder": {"cell": {"type": "tanh", "random": {"seed": 1, "hiddenSize": 2}}, "inputs": [[1], [2]]}, "attention": {"score": "general", "parameters": {"random": {"seed": 1}}}} | 68 | 36 | 29
          {"inputs": [[1], [2], [3]], "encoder": {"forward": {"type": "tanh", "input": [[1, 1]], "hidden": [[1, 1], [1, 1]]}, "backward": {"type": "lstm", "random": {"seed": 1, "hiddenSize": 1}}}, "decoder": {"cell": {"type": "tanh", "random": {"seed": 1, "hiddenSize": 2}}, "inputs": [[1], [2]]}, "attention": {"score": "additive", "parameters": {"random": {"seed": 1, "dimension": 5}}}, "include": ["weights", "contributions"]} | 93 | 36 | 12
          """)
  void whatARecurrentAnswerHoldsIsCounted(String body, int shared, int block, int row) {
    Footprint footprint = planned("/attention/encoder-decoder", body).footprint();
    assertThat(
            List.of(
                (footprint.sharedBytes() - RECURRENT_OBJECTS) / Float.BYTES,
                footprint.blockBytes() / Float.BYTES,
                footprint.rowNumbers()))
        .containsExactly((long) shared, (long) block, (long) row);
  }

  /**
   * Two vectors of width 4 in two heads. Each step keeps its keys, with an integer for each in each
   * head, and the queries of a block; positions are held as they were sent. Distances are a stage.
   * The 16 numbers of a projection are copied, once more to be turned, and so are projected values.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "queryKeyNorm": {"type": "rms"}                               | 48  | 32
          "rotary": {}                                                  | 48  | 32
          "rotary": {}, "queryKeyNorm": {"type": "rms"}                 | 96  | 64
          "rotary": {"positions": [1, 2]}                               | 64  | 32
          "rotary": {"positions": [1, 2], "keyPositions": [3, 4]}       | 80  | 32
          "alibi": {}                                                   | 0   | 32
          "projections": {"query": [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]} | 64 | 0
          "projections": {"key": [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]} | 64 | 0
          "projections": {"value": [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]} | 96 | 0
          "projections": {"output": [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]} | 64 | 32
          "projections": {"layout": "out-in", "query": [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]} | 128 | 0
          """)
  void whatPreparesVectorsIsCounted(String members, int shared, int block) {
    Footprint without = prepared("").footprint();
    Footprint with = prepared(", " + members).footprint();
    assertThat(with.sharedBytes() - without.sharedBytes()).isEqualTo(shared);
    assertThat(with.blockBytes() - without.blockBytes()).isEqualTo(block);
  }

  /** A stage of a row is two cells in each of two heads; a mask is not copied. */
  @Test
  void aBiasIsCopiedForTheQueriesThatArePicked() {
    String picked = ", \"queryIndices\": [0, 1]";
    String bias = ", \"bias\": [[0, 0], [0, 0]]";
    String mask = ", \"mask\": {\"causal\": true}";
    long without = prepared("").footprint().blockBytes();
    assertThat(prepared(bias).footprint().blockBytes()).isEqualTo(without + 32);
    assertThat(prepared(bias + picked).footprint().blockBytes()).isEqualTo(without + 64);
    assertThat(prepared(mask + picked).footprint().blockBytes()).isEqualTo(without + 32);
  }

  /** A head is two columns wide, which is one pair to be turned. */
  @Test
  void whatPreparingVectorsComputesInIsCounted() {
    long without = prepared("").footprint().workingBytes();
    long norm = QueryKeyNorm.workingBytes(4);
    long rotary = RotaryEmbedding.workingBytes(Dtype.FLOAT32, 1);
    long alibi = Alibi.workingBytes(Dtype.FLOAT32, 2, 2);
    String normed = ", \"queryKeyNorm\": {\"type\": \"rms\"}";
    assertThat(prepared(normed).footprint().workingBytes()).isEqualTo(without + norm);
    assertThat(prepared(normed + ", \"rotary\": {}").footprint().workingBytes())
        .isEqualTo(without + norm + rotary);
    assertThat(prepared(", \"alibi\": {}").footprint().workingBytes()).isEqualTo(without + alibi);
  }

  private static Planned prepared(String members) {
    return planned(
        "/attention/multi-head",
        "{\"heads\": 2, \"embeddings\": [[1, 2, 3, 4], [5, 6, 7, 8]]%s}".formatted(members));
  }

  @Test
  void aRequestWithAFaultReservesNothing() {
    List<Long> reserved = new ArrayList<>();
    assertThatThrownBy(() ->
            Planning.DEFAULT.planned(
                SCALED,
                DRAWN.replace("6]]", "6, 7]]").getBytes(StandardCharsets.UTF_8),
                reserved::add))
        .hasMessageContaining("Expected");
    assertThat(reserved).isEmpty();
  }

  @Test
  void withoutMemoryThereIsNoAnswer() {
    CancellationException refused = new CancellationException("no memory");
    assertThatThrownBy(() ->
            Planning.DEFAULT.planned(
                SCALED,
                DRAWN.getBytes(StandardCharsets.UTF_8),
                bytes -> {
                  throw refused;
                }))
        .isSameAs(refused);
  }

  @Test
  void nothingIsDrawnBeforeItsMemoryIsReserved() {
    List<String> events = new ArrayList<>();
    Kernels kernels = Kernels.scalar();
    AttentionService service =
        new AttentionService(
            new Kernels("watched", watched(kernels.float32(), events), kernels.float64()),
            Planning.DEFAULT.limits(),
            footprint -> 0);
    service.attend(
        Planning.DEFAULT.received(SCALED, DRAWN.getBytes(StandardCharsets.UTF_8)),
        bytes -> events.add("reserved"));
    assertThat(events)
        .containsExactly(
            "zeros [3, 2]", "reserved", "zeros [2, 5]", "zeros [2, 5]", "zeros [2, 5]");
  }

  /** The kernel, which notes every matrix that it makes. */
  @SuppressWarnings("unchecked")
  private static <K extends Kernel<?>> K watched(K kernel, List<String> events) {
    return (K)
        Proxy.newProxyInstance(
            Kernel.class.getClassLoader(),
            new Class<?>[] {Kernel.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("zeros")) {
                events.add("zeros " + Arrays.toString(arguments));
              }
              try {
                return method.invoke(kernel, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
