package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import attention.catalogue.ExampleRequest;
import attention.catalogue.Examples;
import attention.check.AnswerCheck;
import attention.http.Answer;
import attention.http.ArchivedRequest;
import attention.http.Client;
import attention.http.Interpreter;
import attention.http.Json;
import attention.http.Npz;
import attention.http.Problem;
import attention.http.ServiceTest;
import attention.parse.NpzRequestReader;
import attention.request.AttentionRequest;
import attention.trace.Mechanism;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Checks over HTTP: how they are sent, and what their status says. */
@ServiceTest
class CheckRequestTests {

  private static final String SELF = "/attention/self/check";
  private static final String RIGHT = "{\"embeddings\": [[1]], \"answer\": {\"weights\": [[1]]}}";
  private static final String WRONG = "{\"embeddings\": [[1]], \"answer\": {\"weights\": [[2]]}}";

  private final Client client;

  CheckRequestTests(@LocalServerPort int port) {
    client = new Client(port);
  }

  static Stream<ExampleRequest> checks() {
    return Examples.load().all().stream().filter(example -> example.path().endsWith("/check"));
  }

  private Answer post(String path, byte[] archive) {
    return client.send(
        client
            .request(path, Client.JSON)
            .setHeader("Content-Type", Npz.MEDIA_TYPE)
            .POST(BodyPublishers.ofByteArray(archive)));
  }

  @ParameterizedTest
  @MethodSource("checks")
  void anArchiveOfACheckIsAnsweredLikeItsJson(ExampleRequest example) {
    Mechanism mechanism =
        Arrays.stream(Mechanism.values())
            .filter(it -> example.path().equals("/attention/" + it + "/check"))
            .findFirst()
            .orElseThrow();
    Npz archive =
        ArchivedRequest.of(
            Json.tree(example.request()),
            NpzRequestReader.entries(
                AttentionRequest.type(mechanism), AnswerCheck.postable(mechanism)));
    JsonNode expected = client.post(example.path(), Json.tree(example.request()).toString()).json();
    for (byte[] body : new byte[][] {archive.stored(), archive.deflated(), archive.streamed()}) {
      JsonNode report = post(example.path(), body).json();
      assertThat(report.get("causes")).isEqualTo(expected.get("causes")).isNotEmpty();
      assertThat(report.get("firstDifference")).isEqualTo(expected.get("firstDifference"));
      assertThat(report.at("/stages/0/at")).isEqualTo(expected.at("/stages/0/at"));
    }
  }

  @Test
  void whatNumpySavesIsChecked(@TempDir Path folder) throws IOException, InterruptedException {
    Interpreter.PYTHON.require();
    String printed =
        Interpreter.PYTHON.run(
            """
            import io, json, urllib.request
            import numpy as np

            Q, K, V = np.random.default_rng(1).standard_normal((3, 2, 5, 4), dtype=np.float32)
            scores = Q @ K.transpose(0, 2, 1) / 2
            weights = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
            merge = lambda x: x.transpose(1, 0, 2).reshape(5, 8)
            archive = io.BytesIO()
            np.savez(archive, request=json.dumps({"heads": 2, "answer": {"weightSum": weights.sum(-1).tolist()}}),
                     queries=merge(Q), keys=merge(K), values=merge(V),
                     **{"answer/weights": weights, "answer/concatenated": merge(weights @ V)})
            report = json.load(urllib.request.urlopen(urllib.request.Request(
                "ADDRESS/attention/multi-head/check", archive.getvalue(), {"Content-Type": "application/x-npz"})))
            print(report["firstDifference"], *(cause["code"] for cause in report["causes"]))
            """
                .replace("ADDRESS", client.address()),
            folder);
    assertThat(printed.strip()).isEqualTo("weights softmax-over-queries");
  }

  @ParameterizedTest
  @CsvSource({
    "'', 200, 200",
    "?strict=false, 200, 200",
    "?strict=true, 200, 422",
  })
  void aDifferenceFailsOnlyWhereThatIsAsked(String query, int right, int wrong) {
    assertThat(client.post(SELF + query, RIGHT).status()).isEqualTo(right);
    Answer answer = client.post(SELF + query, WRONG);
    assertThat(answer.status()).isEqualTo(wrong);
    assertThat(answer.header("Content-Type")).hasValue("application/json");
    assertThat(Json.read(answer.body())).isEqualTo(client.post(SELF, WRONG).json());
  }

  /** Absent would say that nothing differs there. */
  @Test
  void whatIsNotFiniteIsNullInTheCellThatDiffers() {
    String ours =
        "{\"embeddings\": [[1], [2]], \"mask\": {\"causal\": true}, \"answer\": {\"maskedScores\": %s}}";
    assertThat(client.post(SELF, ours.formatted("[[1, -1e9], [2, 4]]")).text())
        .contains("\"expected\":null,\"actual\":-1.0E9,");
    assertThat(client.post(SELF, ours.formatted("[[null, null], [2, 4]]")).text())
        .contains("\"expected\":1.0,\"actual\":null,");
    assertThat(client.post(SELF, RIGHT).text()).doesNotContain("null");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"?strict=yes", "?strict=", "?strict", "?strict=TRUE", "?strict=1", "?x=1"})
  void anotherParameterIsRefused(String query) {
    assertThat(client.post(SELF + query, RIGHT).problem(400).detail()).contains("Expected");
  }

  @Test
  void curlFailsOnADifference(@TempDir Path folder) throws IOException, InterruptedException {
    Interpreter.SH.require();
    String script =
        "curl -sf '%s%s?strict=true' -H 'Content-Type: application/json' -d '%s' >/dev/null; echo $?";
    assertThat(Interpreter.SH.run(script.formatted(client.address(), SELF, WRONG), folder))
        .isEqualTo("22\n");
    assertThat(Interpreter.SH.run(script.formatted(client.address(), SELF, RIGHT), folder))
        .isEqualTo("0\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | 400 | missing-member | #/answer",
        "{\"weights\": [[1]], \"weights\": [[1]]} | 400 | duplicate-member | #/answer/weights",
        "{\"weights\": [[[[[1]]]]]} | 422 | shape-mismatch | #/answer/weights",
        "{\"weights\": [[1], 1]} | 422 | ragged-row | #/answer/weights/1",
        "{\"weights\": [[1], [1, 2]]} | 422 | ragged-row | #/answer/weights/1",
        "{\"weights\": []} | 422 | empty-matrix | #/answer/weights",
        "{\"weights\": null} | 422 | empty-list | #/answer",
        "{\"weights\": [[true]]} | 400 | wrong-type | #/answer/weights/0/0",
        "{\"weights\": [[1e999]]} | 422 | outside-dtype | #/answer/weights/0/0",
        "{\"output\": [[1]]} | 400 | unknown-member | #/answer/output",
        "{\"cappedScores\": [[1]]} | 422 | exclusive-member | #/answer/cappedScores",
      })
  void aRefusalSaysWhatWasExpectedAndFound(String answer, int status, String code, String pointer) {
    String body =
        answer.equals("{}")
            ? "{\"embeddings\": [[1]]}"
            : "{\"embeddings\": [[1]], \"answer\": %s}".formatted(answer);
    Problem problem = client.post(SELF, body).problem(status);
    assertThat(problem.codes()).contains(code);
    assertThat(problem.pointers()).contains(pointer);
    assertThat(problem.detail()).contains("Expected", "found");
  }
}
