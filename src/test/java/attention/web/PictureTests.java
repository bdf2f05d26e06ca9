package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Answer;
import attention.http.Client;
import attention.http.Headers;
import attention.http.Npy;
import attention.http.Problem;
import attention.http.ServiceTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Pictures over HTTP. */
@ServiceTest
class PictureTests {

  private static final String SVG = "image/svg+xml";
  private static final String SELF = "/attention/self";
  private static final String BODY =
      "{\"embeddings\": [[1, 2], [3, 4]], \"tokens\": [\"a\", \"b\"]}";
  private static final String HEADS = "{\"embeddings\": [[1, 2], [3, 4]], \"heads\": 2}";

  private Client client;

  @BeforeEach
  void connect(@LocalServerPort int port) {
    client = new Client(port);
  }

  private Answer picture(String path, String body) {
    return new Headers("Accept", SVG).send(client, "POST", path, body);
  }

  @Test
  void aPictureIsSentAsAWhole() {
    Answer answer = picture(SELF, BODY);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).hasValue(SVG);
    assertThat(answer.header("Content-Length")).hasValue(Integer.toString(answer.body().length));
    assertThat(answer.text()).startsWith("<svg ").endsWith("</svg>\n").contains(">a</text>");
  }

  @Test
  void aPictureInPixelsIsSent() {
    Answer answer = new Headers("Accept", "image/png").send(client, "POST", SELF, BODY);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).hasValue("image/png");
    assertThat(answer.body()).startsWith(0x89, 'P', 'N', 'G');
  }

  @Test
  void onlyTheStageThatIsDrawnCounts() {
    String wanted = BODY.replace("}", ", \"include\": [\"context\"]}");
    assertThat(picture(SELF + "?stage=scores", wanted).text()).contains("scores (self");
  }

  @ParameterizedTest
  @CsvSource({
    "?stage=wieghts, stage, unknown-word, weights",
    "?stage=state, stage, unknown-word, context",
    "?scale=lgo, scale, unknown-word, log",
    "?head=0, head, unknown-parameter, stage",
    "?stge=scores, stge, unknown-parameter, stage"
  })
  void anUnknownWordIsRefused(String query, String parameter, String code, String meant) {
    refused(picture(SELF + query, BODY).problem(400), parameter, code, meant);
  }

  @ParameterizedTest
  @CsvSource({
    "?stage=maskedScores, stage, value-out-of-range, 'scores, scaledScores, weights, context'",
    "?head=2, head, index-out-of-range, from 0 to 1",
    "?head=1&stage=concatenated, head, exclusive-member, all heads"
  })
  void whatTheRequestDoesNotHaveIsRefused(
      String query, String parameter, String code, String detail) {
    refused(picture("/attention/multi-head" + query, HEADS).problem(422), parameter, code, detail);
  }

  private static void refused(Problem problem, String parameter, String code, String detail) {
    assertThat(problem.document().get("errors")).hasSize(1);
    JsonNode error = problem.document().get("errors").get(0);
    assertThat(error.get("code").asString()).isEqualTo(code);
    assertThat(error.get("parameter").asString()).isEqualTo(parameter);
    assertThat(error.get("detail").asString()).contains(detail);
  }

  @Test
  void numbersTakeNoParametersOfPictures() {
    assertThat(client.post(SELF + "?stage=scores", BODY).problem(400).detail()).contains(SVG);
  }

  @Test
  void aPictureOfAThousandRowsIsBinned() {
    String row = "[0.5, 0.25], [0.125, 1]";
    String rows = String.join(", ", Collections.nCopies(500, row));
    Answer answer = picture(SELF, "{\"embeddings\": [" + rows + "]}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text())
        .contains("each cell shows the maximum (left) and the mean (right) of 4 × 4 numbers");
  }

  @ParameterizedTest
  @CsvSource({
    "0.5&scale=log, logarithmic colours",
    "0.5&stage=scaledScores, scaledScores (self",
    "row, colours by row"
  })
  void aScaleThatIsANumberIsAMemberOfTheRequest(String scale, String shown) {
    byte[] array = Npy.floats(2, 2, 1, 2, 3, 4);
    Answer answer =
        client.send(
            client
                .request(SELF + "?scale=" + scale, SVG)
                .setHeader("Content-Type", Npy.MEDIA_TYPE)
                .POST(BodyPublishers.ofByteArray(array)));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).contains(shown);
  }
}
