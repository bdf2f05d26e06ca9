package attention.service;

import static org.assertj.core.api.Assertions.assertThat;

import attention.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Bodies that are JSON, but no request, or none that can be computed. */
class RequestFaultTests {

  private static final String SELF = "/attention/self";
  private static final String GOOD = "{\"embeddings\": [[1, 2], [3, 4]]}";

  private static List<String> refused(String body, int status) {
    Problem problem = Planning.DEFAULT.refusal(SELF, body);
    assertThat(problem.type().status()).isEqualTo(status);
    return Planning.faults(problem);
  }

  private static JsonNode answer(String body) {
    return Planning.DEFAULT.answer(SELF, body);
  }

  private static String with(String member) {
    return "{\"embeddings\": [[1, 2], [3, 4]], %s}".formatted(member);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"scale\": \"1\"               | wrong-type at #/scale",
        "\"scale\": \"NaN\"             | wrong-type at #/scale",
        "\"scale\": true                | wrong-type at #/scale",
        "\"scale\": {}                  | wrong-type at #/scale",
        "\"dtype\": 32                  | wrong-type at #/dtype",
        "\"dtype\": \"float8\"         | unknown-word at #/dtype",
        "\"dtype\": \"FLOAT32\"         | unknown-word at #/dtype",
        "\"queryIndices\": 1            | wrong-type at #/queryIndices",
        "\"queryIndices\": [1.0]        | wrong-type at #/queryIndices/0",
        "\"queryIndices\": [1e0]        | wrong-type at #/queryIndices/0",
        "\"queryIndices\": [null]       | wrong-type at #/queryIndices/0",
        "\"queryIndices\": [\"1\"]      | wrong-type at #/queryIndices/0",
        "\"tokens\": [\"a\", 2]         | wrong-type at #/tokens/1",
        "\"tokens\": [\"a\", null]      | wrong-type at #/tokens/1",
        "\"tokens\": {\"a\": 1}         | wrong-type at #/tokens",
        "\"include\": \"weights\"       | wrong-type at #/include",
        "\"include\": [\"concatenated\"]| unknown-word at #/include/0",
        "\"mask\": []                   | wrong-type at #/mask",
        "\"mask\": {\"causal\": 1}      | wrong-type at #/mask/causal",
        "\"mask\": {\"casual\": true}   | unknown-member at #/mask/casual",
        "\"mask\": {\"window\": 3}      | wrong-type at #/mask/window",
        "\"mask\": {\"window\": {\"left\": 1.5}} | wrong-type at #/mask/window/left",
        "\"mask\": {\"allowed\": [true]}| wrong-type at #/mask/allowed/0",
        "\"bias\": [[0, \"-inf\"], [0, 0]] | wrong-type at #/bias/0/1",
        "\"bias\": [null, [0, 0]]       | wrong-type at #/bias/0",
        "\"queries\": [[1, 2]]          | unknown-member at #/queries",
        "\"a/b~c d\": 1                 | unknown-member at #/a~1b~0c%20d",
        "\"\": 1                        | unknown-member at #/"
      })
  void aFaultIsToldWithItsPlace(String member, String fault) {
    assertThat(refused(with(member), 400)).containsExactly(fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"scale\": 1e999              | outside-dtype at #/scale",
        "\"scale\": 1e39               | outside-dtype at #/scale",
        "\"softcap\": -1               | value-out-of-range at #/softcap",
        "\"softcap\": 1e-50            | value-out-of-range at #/softcap",
        "\"queryIndices\": [99999999999] | value-out-of-range at #/queryIndices/0",
        "\"mask\": {\"offset\": 3000000000} | value-out-of-range at #/mask/offset",
        "\"mask\": {\"window\": {\"left\": -1}} | value-out-of-range at #/mask/window/left",
        "\"mask\": {\"keys\": [true]}  | shape-mismatch at #/mask/keys",
        "\"mask\": {\"keys\": []}      | shape-mismatch at #/mask/keys",
        "\"mask\": {\"allowed\": [[true, true], [true]]} | ragged-row at #/mask/allowed/1",
        "\"bias\": [[0, 0]]            | shape-mismatch at #/bias",
        "\"bias\": [[0, 1e39], [0, 0]] | outside-dtype at #/bias/0/1",
        "\"tokens\": []                | shape-mismatch at #/tokens"
      })
  void whatCanBeReadAndNotBeComputedIsToldWithItsPlace(String member, String fault) {
    assertThat(refused(with(member), 422)).containsExactly(fault);
  }

  @Test
  void anOptionalMemberThatIsNullIsAbsent() {
    String nulls =
        "\"tokens\": null, \"queryIndices\": null, \"normalization\": null, \"dtype\": null,"
            + " \"include\": null, \"scale\": null, \"softcap\": null, \"bias\": null, \"mask\": null";
    assertThat(answer(with(nulls))).isEqualTo(answer(GOOD));
    String mask =
        "\"mask\": {\"causal\": null, \"offset\": null, \"window\": null, \"keys\": null}";
    assertThat(answer(with(mask))).isEqualTo(answer(GOOD));
    assertThat(refused("{\"embeddings\": null}", 400))
        .containsExactly("wrong-type at #/embeddings");
  }

  @Test
  void atMostTwentyFaultsAreTold() {
    String wrong = "\"x\",".repeat(50) + "1";
    assertThat(refused("{\"embeddings\": [[" + wrong + "]]}", 400)).hasSize(20);
    String ragged = "[[1],[" + "1,2],[".repeat(50) + "1]]";
    assertThat(refused("{\"embeddings\": " + ragged + "}", 422)).hasSize(20);
  }

  @Test
  void whatCannotBeReadIsToldWithoutWhatCannotBeComputed() {
    assertThat(refused("{\"embeddings\": [[1], [1, 2]], \"x\": 1}", 400))
        .containsExactly("unknown-member at #/x");
  }

  @Test
  void everyPartThatDoesNotFitIsToldAtOnce() {
    String body =
        "{\"embeddings\": [[1, 2], [3]], \"queryIndices\": [5], \"softcap\": 0, \"tokens\": [],"
            + " \"bias\": [[0]], \"mask\": {\"keys\": [true]}}";
    assertThat(refused(body, 422))
        .containsExactlyInAnyOrder(
            "ragged-row at #/embeddings/1",
            "shape-mismatch at #/tokens",
            "index-out-of-range at #/queryIndices/0",
            "value-out-of-range at #/softcap",
            "shape-mismatch at #/bias",
            "shape-mismatch at #/mask/keys");
  }
}
