package attention.service;

import static org.assertj.core.api.Assertions.assertThat;

import attention.problem.Fault;
import attention.problem.Problem;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Refusals advise what helps. */
class RefusalTests {

  private static final String BIAS = "{\"embeddings\": [[1], [2]], \"bias\": [[0, %s], [0, 0]]}";
  private static final String NONE =
      "{\"inputs\": [[1]], \"encoder\": {\"forward\": {\"type\": \"tanh\", \"input\": [[1]], \"hidden\": [[1]]}},"
          + " \"decoder\": {\"cell\": {\"type\": \"tanh\", \"input\": [[1], [1]], \"hidden\": [[1]]}, \"inputs\": [[1]]},"
          + " \"attention\": {\"score\": \"none\"}, \"normalization\": \"softmax\"}";

  @ParameterizedTest
  @ValueSource(strings = {"-6.8e38", "-1e39", "-1.7976931348623157e308", "-1e400"})
  void aHugeNegativeBiasIsAdvisedAsNull(String number) {
    Problem problem = Planning.DEFAULT.refusal("/attention/self", BIAS.formatted(number));
    assertThat(Planning.faults(problem)).containsExactly("outside-dtype at #/bias/0/1");
    assertThat(problem.detail()).contains("Write null for −∞.");
    assertThat(
            Planning.DEFAULT
                .refusal("/attention/weights", "{\"scores\": [[0, %s]]}".formatted(number))
                .detail())
        .contains("Write null for −∞.");
  }

  @Test
  void anyOtherNumberIsAdvisedAsALargerDtype() {
    assertThat(Planning.DEFAULT.refusal("/attention/self", BIAS.formatted("6.8e38")).detail())
        .contains("Send a smaller number, or ask for dtype float64.");
    assertThat(
            Planning.DEFAULT.refusal("/attention/self", "{\"embeddings\": [[-6.8e38]]}").detail())
        .doesNotContain("null");
  }

  @Test
  void moreThanTwentyFaultsAreCountedWhateverReadsThem() {
    String ragged = "{\"embeddings\": [[1]" + ",[]".repeat(5_000) + "]}";
    Problem problem = Planning.DEFAULT.refusal("/attention/self", ragged);
    assertThat(problem.faults()).hasSize(20);
    assertThat(problem.detail()).startsWith("20 faults listed under errors, 5000 in all;");
    String outside = "{\"embeddings\": [[1e39" + ",1e39".repeat(4_999) + "]]}";
    assertThat(Planning.DEFAULT.refusal("/attention/self", outside).detail())
        .contains("5000 in all;");
    String further = "{\"embeddings\": [[1e999" + ",1e999".repeat(4_999) + "]]}";
    assertThat(Planning.DEFAULT.refusal("/attention/self", further).detail())
        .contains("5000 in all;");
    assertThat(Planning.DEFAULT.refusalOfArray(notNumbers(100, 50)).detail())
        .contains("5000 in all;");
  }

  private static byte[] notNumbers(int rows, int columns) {
    String header =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }\n".formatted(rows, columns);
    ByteBuffer file =
        ByteBuffer.allocate(10 + header.length() + Float.BYTES * rows * columns)
            .order(ByteOrder.LITTLE_ENDIAN);
    file.put("\u0093NUMPY\1\0".getBytes(StandardCharsets.ISO_8859_1));
    file.putShort((short) header.length()).put(header.getBytes(StandardCharsets.ISO_8859_1));
    for (int i = 0; i < rows * columns; i++) {
      file.putFloat(Float.NaN);
    }
    return file.array();
  }

  @Test
  void aMatrixOfThreeAxesIsABatch() {
    Problem problem =
        Planning.DEFAULT.refusal("/attention/self", "{\"embeddings\": [[[1, 2], [3, 4]]]}");
    assertThat(Planning.faults(problem))
        .containsExactly("wrong-type at #/embeddings/0/0", "wrong-type at #/embeddings/0/1");
    assertThat(problem.detail())
        .contains("send one sequence per request, and post each sequence of a batch by itself");
  }

  @Test
  void whatIsBehindTheRequestIsToldWithItsPlace() {
    assertThat(Planning.DEFAULT.refusal("/attention/self", "{\"embeddings\": [[1]]}\n {}").detail())
        .contains("found more behind it at line 2, column 2");
  }

  @Test
  void tooManyKeysAreNotToBeSplit() {
    String rows = "[1]" + ",[1]".repeat(65_536);
    assertThat(
            Planning.DEFAULT
                .refusal("/attention/self", "{\"embeddings\": [" + rows + "]}")
                .detail())
        .contains("65537", "merge the contexts by logSumExp; else raise attention.limits.keys");
    String queries = "{\"keys\": [[1]], \"queries\": [" + rows + "]}";
    assertThat(Planning.DEFAULT.refusal("/attention/scaled-dot-product", queries).detail())
        .contains("Send the queries in parts");
    assertThat(
            Planning.DEFAULT.refusal("/attention/weights", "{\"scores\": [" + rows + "]}").detail())
        .contains("Send the rows in parts");
  }

  @Test
  void aNormalizationOfNoScoreIsRefusedEvenIfItIsTheDefault() {
    Problem problem = Planning.DEFAULT.refusal("/attention/encoder-decoder", NONE);
    assertThat(Planning.faults(problem)).containsExactly("exclusive-member at #/normalization");
    assertThat(problem.detail()).contains("the score none");
  }

  /** What a request must look like instead is told in its own terms. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "queryIndices": [2]                                | Expected an index from 0 to 1, found 2.
          "rotary": {"dimension": 4}                         | to the width of a head, 3, found 4.
          "rotary": {}                                       | to the width of a head, 3, found that width.
          "rotary": {"dimension": 2, "base": 0}              | Expected a number above 0, found 0.0.
          "queryKeyNorm": {"type": "rms", "epsilon": -1}     | Expected a number of at least 0, found -1.0.
          """)
  void whatIsExpectedOfAMemberIsTold(String member, String detail) {
    String body = "{\"embeddings\": [[1, 2, 3], [4, 5, 6]], %s}".formatted(member);
    assertThat(Planning.DEFAULT.refusal("/attention/scaled-dot-product", body).detail())
        .contains(detail);
  }

  @ParameterizedTest
  @CsvSource({
    "tanh, inputBias, Expected no \"inputBias\" beside the type tanh",
    "gru, bias, Expected no \"bias\" beside the type gru",
    "gru, hidden, 'Expected h × 3h for type gru (layout in-out), found 1 × 1.'",
    "lstm, hidden, 'Expected h × 4h for type lstm (layout in-out), found 1 × 1.'"
  })
  void whatACellLooksLikeIsTold(String type, String member, String detail) {
    String bias = member.equals("hidden") ? "" : ", \"%s\": [1]".formatted(member);
    String body =
        NONE.replaceFirst("tanh\", \"input\": \\[\\[1]]", type + "\", \"input\": [[1]]" + bias);
    assertThat(Planning.DEFAULT.refusal("/attention/encoder-decoder", body).faults())
        .extracting(Fault::detail)
        .anyMatch(told -> told.startsWith(detail));
  }

  @ParameterizedTest
  @CsvSource({
    "2, 'Expected keys 4 wide, because so are the queries, found keys 2 wide.'",
    "1, 'Expected keys 2 wide, because queries are 4 wide in 2 heads and keys have 1, found keys 3 wide.'"
  })
  void whyKeysAreToBeSoWideIsTold(int keyValueHeads, String detail) {
    String body =
        "{\"heads\": 2, \"keyValueHeads\": %d, \"queries\": [[1, 2, 3, 4]], \"keys\": [%s], \"values\": [[1, 2]]}"
            .formatted(keyValueHeads, keyValueHeads == 2 ? "[1, 2]" : "[1, 2, 3]");
    assertThat(Planning.DEFAULT.refusal("/attention/multi-head", body).detail()).contains(detail);
  }
}
