package attention.parse;

import static org.assertj.core.api.Assertions.assertThat;

import attention.problem.Problem;
import attention.request.InputMatrix;
import attention.request.InputMatrix.Values;
import attention.request.SelfRequest;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What JSON has no number for. */
class NotFiniteTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"embeddings\": [[NaN, 2]]} | NaN | line 1, column 18",
        "{\"embeddings\": [[1, -Infinity]]} | -Infinity | line 1, column 21",
        "{\"embeddings\": [[1, 2, 3, Infinity]]} | Infinity | line 1, column 27",
        "{\"embeddings\": [[1]], \"scale\": -Infinity} | -Infinity | line 1, column 32",
        "{\"x\": [1, {\"y\": [NaN]}]} | NaN | line 1, column 18",
        "{\"embeddings\": {\"y\": NaN}} | NaN | line 1, column 22",
        "{\"embeddings\": [[1]], \"bias\": [[-Infinity]]} | -Infinity | line 1, column 33",
        "{\"embeddings\": [[-INF]]} | -INF | line 1, column 18",
        "{\"queryIndices\": [NaN]} | NaN | line 1, column 19"
      })
  void isNamedWithThePositionOfTheToken(String body, String token, String position) {
    Problem problem = Reading.refusal(SelfRequest.class, body);
    assertThat(Reading.faults(problem)).containsExactly("invalid-json at #");
    assertThat(problem.type().uri()).isEqualTo("/problems/malformed-json");
    assertThat(problem.detail()).contains("found " + token + " at " + position + ". ");
    assertThat(problem.detail()).contains("write null for −∞");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"answer\": {\"weights\": [[NaN]]}}",
        "{\"embeddings\": [[1]], \"answer\": {\"weights\": [[1, -Infinity]]}}",
        "{\"embeddings\": [[1]], \"answer\": {\"weights\": [[[[[NaN]]]]]}}"
      })
  void isWrittenAsNullInAnAnswer(String body) {
    Problem problem = Reading.refusal(() -> Reading.check(SelfRequest.class, body));
    assertThat(problem.detail()).contains("In answer, write null for NaN").doesNotContain("bias");
  }

  @Test
  void isFoundInALaterLine() {
    String body = "{\"embeddings\":\n [[1, 2, 3],\n  [4, 5, NaN]]}";
    assertThat(Reading.refusal(SelfRequest.class, body).detail())
        .contains("found NaN at line 3, column 10");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"+NaN", "nan", "NaNs", "Inf", "+Infinity", "-Infinit", "infinity", "- Infinity"})
  void hasNoOtherSpelling(String token) {
    Problem problem =
        Reading.refusal(SelfRequest.class, "{\"embeddings\": [[%s]]}".formatted(token));
    assertThat(Reading.faults(problem)).containsExactly("invalid-json at #");
  }

  @Test
  void asAStringIsAWrongType() {
    assertThat(Reading.faults(Reading.refusal(SelfRequest.class, "{\"embeddings\": [[\"NaN\"]]}")))
        .containsExactly("wrong-type at #/embeddings/0/0");
  }

  @Test
  void minusInfinityInABiasIsAdvisedAsNull() {
    String body = "{\"embeddings\": [[1]], \"bias\": [[%s]]}";
    assertThat(Reading.refusal(SelfRequest.class, body.formatted("-1e400")).detail())
        .contains("found -1e400. Write null for −∞.");
    assertThat(Reading.refusal(SelfRequest.class, body.formatted("1e400")).detail())
        .contains("Send a smaller number.");
    assertThat(Reading.refusal(SelfRequest.class, "{\"embeddings\": [[-1e400]]}").detail())
        .doesNotContain("null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0", "-0.0", "-0e5", "-0, 1e0", "1e0, -0", "1e0, -0.0", "1e0,-0,-0"})
  void zeroKeepsItsSignHoweverItIsRead(String numbers) throws IOException {
    SelfRequest request =
        Reading.json(SelfRequest.class, "{\"embeddings\": [[%s]]}".formatted(numbers)).request();
    InputMatrix matrix = request.embeddings();
    double[] read = ((Values.Chunks) matrix.numbers()).arrays().getFirst();
    for (int i = 0; i < matrix.columns(); i++) {
      assertThat(Double.doubleToRawLongBits(read[i]))
          .isIn(Double.doubleToRawLongBits(-0.0), Double.doubleToRawLongBits(1));
    }
  }

  @Test
  void minusZeroIsAnIndexAndAScale() throws IOException {
    SelfRequest request =
        Reading.json(
                SelfRequest.class, "{\"embeddings\": [[1]], \"queryIndices\": [-0], \"scale\": -0}")
            .request();
    assertThat(request.queryIndices()).containsExactly(0);
    assertThat(request.shaping().scale()).isEqualTo(-0.0);
  }
}
