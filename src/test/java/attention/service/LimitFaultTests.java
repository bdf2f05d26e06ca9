package attention.service;

import static org.assertj.core.api.Assertions.assertThat;

import attention.kernel.Kernels;
import attention.request.Limits;
import attention.request.Received;
import attention.trace.Member;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Requests that are more than is computed at once: at a limit they are answered, beyond refused.
 */
class LimitFaultTests {

  private static final Limits WIDE =
      new Limits(1_000, 1_000, 1_000, 1_000_000, 1L << 36, 1_000, 1L << 30);

  private static Limits with(String limit, int most) {
    return new Limits(
        limit.equals("numbers") ? most : WIDE.numbers(),
        limit.equals("keys") ? most : WIDE.keys(),
        limit.equals("dimension") ? most : WIDE.dimension(),
        limit.equals("cells") ? most : WIDE.cells(),
        limit.equals("work") ? most : WIDE.work(),
        WIDE.tokenLength(),
        limit.equals("answer-bytes") ? most : WIDE.answerBytes());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          keys      | 3  | self               | {"embeddings": [[1, 2], [3, 4], [5, 6]]}                           | #/embeddings
          keys      | 3  | scaled-dot-product | {"queries": [[1], [2], [3]], "keys": [[1]]}                        | #/queries
          keys      | 3  | weights            | {"scores": [[1, 2, 3]]}                                            | #/scores
          keys      | 3  | weights            | {"scores": [[1], [2], [3]]}                                        | #/scores
          dimension | 2  | self               | {"embeddings": [[1, 2], [3, 4], [5, 6]]}                           | #/embeddings
          dimension | 5  | scaled-dot-product | {"embeddings": [[1, 2]], "projections": {"random": {"seed": 1, "dimension": 5}}} | #/projections/random/dimension
          dimension | 5  | additive           | {"embeddings": [[1, 2]], "parameters": {"random": {"seed": 1, "dimension": 5}}}  | #/parameters/random/dimension
          cells     | 9  | self               | {"embeddings": [[1, 2], [3, 4], [5, 6]]}                           | #/embeddings
          cells     | 6  | self               | {"embeddings": [[1, 2], [3, 4], [5, 6]], "queryIndices": [0, 1]}   | #/embeddings
          cells     | 6  | scaled-dot-product | {"queries": [[1], [2]], "keys": [[1], [2], [3]]}                   | #/queries
          cells     | 6  | multiplicative     | {"score": "dot", "queries": [[1], [2]], "keys": [[1], [2], [3]]}   | #/queries
          cells     | 18 | multi-head         | {"heads": 2, "embeddings": [[1, 2], [3, 4], [5, 6]]}               | #/embeddings
          cells     | 6  | weights            | {"scores": [[1, 2, 3], [4, 5, 6]]}                                 | #/scores
          cells     | 2  | encoder-decoder    | {"inputs": [[1], [2]], "encoder": {"forward": {"type": "tanh", "input": [[1]], "hidden": [[1]]}}, "decoder": {"cell": {"type": "tanh", "input": [[1], [1]], "hidden": [[1]]}, "inputs": [[1]]}, "attention": {"score": "dot"}} | #/decoder/inputs
          numbers   | 60 | scaled-dot-product | {"embeddings": [[1, 2], [3, 4], [5, 6]], "projections": {"random": {"seed": 1, "dimension": 5}}} | #/projections/value
          numbers   | 56 | additive           | {"embeddings": [[1, 2], [3, 4], [5, 6]], "parameters": {"random": {"seed": 1, "dimension": 7}}} | #/parameters
          """)
  void atALimitARequestIsAnsweredAndBeyondItRefused(
      String limit, int most, String mechanism, String body, String pointer) {
    String path = "/attention/" + mechanism;
    assertThat(new Planning(with(limit, most)).answer(path, body).get("rows")).isNotEmpty();
    String code =
        pointer.endsWith("/random/dimension") ? "value-out-of-range at " : "limit-exceeded at ";
    assertThat(new Planning(with(limit, most - 1)).refused(path, body))
        .containsExactly(code + pointer);
  }

  /**
   * Multiply-adds of a cell: its score, 16 for an exponential (four times as many in float64), 8
   * for the stages, and the width of a value; 64 for a tanh, 4096 for a head in a row. A step of a
   * recurrent network has 8192, its weights and a tanh for each gate; a decoder that generates
   * takes its steps twice.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          self               | {"embeddings": [[1, 2], [3, 4], [5, 6]]} | 252 | #/embeddings
          self               | {"embeddings": [[1, 2], [3, 4], [5, 6]], "queryIndices": [0]} | 84 | #/embeddings
          self               | {"embeddings": [[1, 2], [3, 4], [5, 6]], "dtype": "float64"} | 684 | #/embeddings
          weights            | {"scores": [[1, 2, 3]]} | 72 | #/scores
          scaled-dot-product | {"queries": [[1, 2]], "keys": [[1, 2], [3, 4]], "values": [[1], [2]]} | 4150 | #/queries
          scaled-dot-product | {"embeddings": [[1, 2]], "projections": {"query": [[1], [2]], "key": [[1], [2]], "value": [[1, 2, 3], [4, 5, 6]]}} | 4134 | #/embeddings
          multi-head         | {"heads": 2, "embeddings": [[1, 2]], "projections": {"output": [[1], [2]]}} | 8246 | #/embeddings
          multiplicative     | {"score": "dot", "embeddings": [[1, 2], [3, 4]]} | 112 | #/embeddings
          multiplicative     | {"score": "general", "embeddings": [[1, 2], [3, 4]], "parameters": {"weights": [[1, 2], [3, 4]]}} | 120 | #/embeddings
          multiplicative     | {"score": "concat", "queries": [[1, 2]], "keys": [[3], [4]], "values": [[1], [2]], "parameters": {"random": {"seed": 1, "dimension": 3}}} | 452 | #/queries
          additive           | {"queries": [[1, 2]], "keys": [[3], [4]], "values": [[1], [2]], "parameters": {"random": {"seed": 1, "dimension": 3}}} | 452 | #/queries
          encoder-decoder    | {"inputs": [[1], [2]], "encoder": {"forward": {"type": "gru", "random": {"seed": 1, "hiddenSize": 3}}}, "decoder": {"cell": {"type": "tanh", "random": {"seed": 1, "hiddenSize": 3}}, "inputs": [[1]]}, "attention": {"score": "none"}} | 26013 | #/decoder/inputs
          encoder-decoder    | {"inputs": [[1], [2], [3]], "encoder": {"forward": {"type": "tanh", "random": {"seed": 1, "hiddenSize": 2}}, "backward": {"type": "lstm", "random": {"seed": 1, "hiddenSize": 1}}}, "decoder": {"cell": {"type": "tanh", "random": {"seed": 1, "hiddenSize": 2}}, "inputs": [[1], [2]]}, "attention": {"score": "additive", "parameters": {"random": {"seed": 1, "dimension": 5}}}} | 69187 | #/decoder/inputs
          encoder-decoder    | {"inputs": [[1], [2], [3]], "encoder": {"forward": {"type": "tanh", "random": {"seed": 1, "hiddenSize": 2}}, "backward": {"type": "lstm", "random": {"seed": 1, "hiddenSize": 1}}}, "decoder": {"cell": {"type": "tanh", "random": {"seed": 1, "hiddenSize": 2}}, "inputs": [[1], [2]], "readout": {"weights": [[1, 1, 1, 1], [1, 1, 1, 1], [1, 1, 1, 1], [1, 1, 1, 1], [1, 1, 1, 1]]}}, "attention": {"score": "additive", "parameters": {"random": {"seed": 1, "dimension": 5}}}} | 69227 | #/decoder/inputs
          encoder-decoder    | {"inputs": [[1], [2], [3]], "encoder": {"forward": {"type": "tanh", "random": {"seed": 1, "hiddenSize": 2}}, "backward": {"type": "lstm", "random": {"seed": 1, "hiddenSize": 1}}}, "decoder": {"cell": {"type": "tanh", "random": {"seed": 1, "hiddenSize": 2}}, "readout": {"weights": [[1, 1, 1, 1], [1, 1, 1, 1], [1, 1, 1, 1], [1, 1, 1, 1], [1, 1, 1, 1]]}, "generate": {"embeddings": [[1], [2], [3], [4]], "start": 0, "steps": 2}}, "attention": {"score": "additive", "parameters": {"random": {"seed": 1, "dimension": 5}}}} | 88063 | #/decoder/generate
          encoder-decoder    | {"inputs": [[1], [2], [3]], "encoder": {"forward": {"type": "tanh", "random": {"seed": 1, "hiddenSize": 2}}, "backward": {"type": "lstm", "random": {"seed": 1, "hiddenSize": 1}}}, "decoder": {"cell": {"type": "tanh", "random": {"seed": 1, "hiddenSize": 2}}, "inputs": [[1], [2]]}, "attention": {"score": "none", "query": "current", "inputFeeding": true, "combine": {"weights": [[1, 1], [1, 1], [1, 1], [1, 1], [1, 1]]}}} | 67282 | #/decoder/inputs
          scaled-dot-product | {"embeddings": [[1, 2]], "rotary": {}} | 4380 | #/embeddings
          scaled-dot-product | {"embeddings": [[1, 2]], "rotary": {"positions": [1]}} | 5148 | #/embeddings
          scaled-dot-product | {"embeddings": [[1, 2]], "rotary": {"keyPositions": [1]}} | 5148 | #/embeddings
          scaled-dot-product | {"embeddings": [[1, 2]], "queryKeyNorm": {"type": "rms"}} | 4156 | #/embeddings
          """)
  void theWorkOfAnAnswerIsCounted(String mechanism, String body, int work, String pointer) {
    String path = "/attention/" + mechanism;
    assertThat(new Planning(with("work", work)).answer(path, body).get("rows")).isNotEmpty();
    assertThat(new Planning(with("work", work - 1)).refused(path, body))
        .containsExactly("limit-exceeded at " + pointer);
  }

  @Test
  void numbersThatAreTooManyAreToldOnceForEachPlace() {
    String body =
        "{\"embeddings\": [[1, 2]], \"projections\": {\"random\": {\"seed\": 1, \"dimension\": 9}}}";
    assertThat(new Planning(with("numbers", 10)).refused("/attention/scaled-dot-product", body))
        .filteredOn(fault -> fault.endsWith("/random/dimension"))
        .containsExactly("limit-exceeded at #/projections/random/dimension");
  }

  /** Twelve bytes for each number of a row, twenty in float64, and a warning for each head. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          self            | {"embeddings": [[1, 2], [3, 4], [5, 6]]} | 3 * 12 * 12 + 3 * 256
          self            | {"embeddings": [[1, 2], [3, 4], [5, 6]], "dtype": "float64"} | 3 * 20 * 12 + 3 * 256
          self            | {"embeddings": [[1, 2], [3, 4], [5, 6]], "queryIndices": [0]} | 12 * 12 + 256
          self            | {"embeddings": [[1, 2], [3, 4], [5, 6]], "include": ["weights", "contributions"]} | 3 * 12 * 9 + 3 * 256
          multi-head      | {"heads": 2, "embeddings": [[1, 2], [3, 4]], "include": ["weights", "averageWeights"]} | 2 * 12 * 6 + 2 * 2 * 256
          weights         | {"scores": [[1, 2, 3]]} | 12 * 5 + 256
          encoder-decoder | {"inputs": [[1], [2]], "encoder": {"forward": {"type": "tanh", "input": [[1]], "hidden": [[1]]}}, "decoder": {"cell": {"type": "tanh", "input": [[1], [1]], "hidden": [[1]]}, "inputs": [[1]]}, "attention": {"score": "dot"}, "include": ["weights"]} | 12 * 2 + 256
          """)
  void theLengthOfAnAnswerIsEstimated(String mechanism, String body, String sum) {
    int bytes = Arrays.stream(sum.split(" \\+ ", -1)).mapToInt(LimitFaultTests::product).sum();
    String path = "/attention/" + mechanism;
    assertThat(new Planning(with("answer-bytes", bytes)).answer(path, body).get("rows"))
        .isNotEmpty();
    assertThat(new Planning(with("answer-bytes", bytes - 1)).refused(path, body))
        .containsExactly("limit-exceeded at #/include");
  }

  @Test
  void numbersThatAreDrawnOrComparedHaveNoLength() {
    Planning brief = new Planning(with("answer-bytes", 1));
    byte[] body = "{\"embeddings\": [[1, 2], [3, 4]]}".getBytes(StandardCharsets.UTF_8);
    Received<?> drawn = brief.received("/attention/self", body).wanting(Set.of(Member.WEIGHTS));
    assertThat(brief.service().attend(drawn, bytes -> {}).rowCount()).isEqualTo(2);
  }

  private static int product(String factors) {
    return Arrays.stream(factors.split(" \\* ", -1))
        .mapToInt(Integer::parseInt)
        .reduce(1, Math::multiplyExact);
  }

  /** Three rows of 84 multiply-adds and of 400 bytes, over three keys. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          answer-bytes | 800 | or ask for at most 2 of the 3 rows at a time.
          answer-bytes | 400 | or ask for at most 1 of the 3 rows at a time.
          answer-bytes | 399 | Name fewer members in include.
          work         | 251 | At most 2 of the 3 rows fit: ask for them in parts.
          work         | 84  | At most 1 of the 3 rows fit: ask for them in parts.
          work         | 83  | Not even one row fits: ask for narrower layers or fewer keys.
          cells        | 8   | Ask for at most 2 queries at a time, by queryIndices.
          cells        | 3   | Ask for at most 1 queries at a time, by queryIndices.
          """)
  void whatIsTooMuchAtOnceCanBeTakenInPartsIfARowFits(String limit, int most, String advice) {
    assertThat(detail(with(limit, most), "self", "{\"embeddings\": [[1, 2], [3, 4], [5, 6]]}"))
        .endsWith(advice);
  }

  @Test
  void theCellsOfAQueryAreThoseOfAllItsHeads() {
    String body = "{\"heads\": 2, \"embeddings\": [[1, 2], [3, 4], [5, 6]]}";
    assertThat(detail(with("cells", 17), "multi-head", body))
        .contains("found 3 × 3 × 2. Ask for at most 2 queries at a time");
  }

  private static String detail(Limits limits, String mechanism, String body) {
    return new Planning(limits)
        .refusal("/attention/" + mechanism, body)
        .faults()
        .getFirst()
        .detail();
  }

  @Test
  void theWorkOfAnAnswerIsChargedOnceAfterItsMemory() {
    List<String> charged = new ArrayList<>();
    byte[] body = "{\"embeddings\": [[1, 2], [3, 4], [5, 6]]}".getBytes(StandardCharsets.UTF_8);
    new AttentionService(Kernels.scalar(), WIDE, footprint -> 0)
        .attend(
            Planning.DEFAULT.received("/attention/self", body),
            new Expense() {
              @Override
              public void memory(long bytes) {
                charged.add("memory");
              }

              @Override
              public void work(double multiplyAdds) {
                charged.add("work " + multiplyAdds);
              }
            });
    assertThat(charged).containsExactly("memory", "work 252.0");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 252, 2",
    "0, 167, 1",
    "0, 84, 1",
    "0, 83, 0",
    "10, 94, 1",
    "10, 93, 0",
    "10, 9, 0"
  })
  void workHasRoomForRows(long shared, long most, long atMost) {
    Work work = new Work(shared, 84);
    assertThat(Math.min(2, work.rowsWithin(most))).isEqualTo(atMost);
    assertThat(work.of(atMost + (atMost < 2 ? 1 : 0)) > most).isEqualTo(atMost < 2);
    assertThat(new Work(0, 0).rowsWithin(5)).isEqualTo(5);
  }
}
