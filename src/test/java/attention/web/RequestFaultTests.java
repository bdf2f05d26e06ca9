package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Bodies that are JSON, but no request, or none that can be computed. */
@ServiceTest
class RequestFaultTests {

  private static final String GOOD = "{\"embeddings\": [[1, 2], [3, 4]]}";

  private final Client client;

  RequestFaultTests(@LocalServerPort int port) {
    client = new Client(port);
  }

  private Answer post(String body) {
    return client.post("/attention/self", body);
  }

  private static String with(String member) {
    return "{\"embeddings\": [[1, 2], [3, 4]], %s}".formatted(member);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "true", "1", "\"text\"", "[]", "[[1, 2], [3, 4]]"})
  void aDocumentThatIsNoObjectIsRefused(String body) {
    assertThat(post(body).problem(400).faults()).containsExactly("wrong-type at #");
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
    assertThat(post(with(member)).problem(400).faults()).containsExactly(fault);
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
    assertThat(post(with(member)).problem(422).faults()).containsExactly(fault);
  }

  @Test
  void anOptionalMemberThatIsNullIsAbsent() {
    String nulls =
        "\"tokens\": null, \"queryIndices\": null, \"normalization\": null, \"dtype\": null,"
            + " \"include\": null, \"scale\": null, \"softcap\": null, \"bias\": null, \"mask\": null";
    assertThat(post(with(nulls)).json()).isEqualTo(post(GOOD).json());
    String mask =
        "\"mask\": {\"causal\": null, \"offset\": null, \"window\": null, \"keys\": null}";
    assertThat(post(with(mask)).json()).isEqualTo(post(GOOD).json());
    assertThat(post("{\"embeddings\": null}").problem(400).pointers())
        .containsExactly("#/embeddings");
  }

  @Test
  void atMostTwentyFaultsAreTold() {
    String wrong = "\"x\",".repeat(50) + "1";
    assertThat(post("{\"embeddings\": [[" + wrong + "]]}").problem(400).codes()).hasSize(20);
    String ragged = "[[1],[" + "1,2],[".repeat(50) + "1]]";
    assertThat(post("{\"embeddings\": " + ragged + "}").problem(422).codes()).hasSize(20);
  }

  @Test
  void whatCannotBeReadIsToldWithoutWhatCannotBeComputed() {
    assertThat(post("{\"embeddings\": [[1], [1, 2]], \"x\": 1}").problem(400).faults())
        .containsExactly("unknown-member at #/x");
  }

  @Test
  void everyPartThatDoesNotFitIsToldAtOnce() {
    String body =
        "{\"embeddings\": [[1, 2], [3]], \"queryIndices\": [5], \"softcap\": 0, \"tokens\": [],"
            + " \"bias\": [[0]], \"mask\": {\"keys\": [true]}}";
    assertThat(post(body).problem(422).pointers())
        .contains("#/embeddings/1", "#/queryIndices/0", "#/softcap", "#/tokens", "#/mask/keys");
  }
}
