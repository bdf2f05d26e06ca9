package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Answer;
import attention.http.Client;
import attention.http.GoldenCase;
import attention.http.Json;
import attention.http.ServiceTest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The numbers of others, over HTTP. */
@ServiceTest
class GoldenTests {

  private final Client client;

  GoldenTests(@LocalServerPort int port) {
    client = new Client(port);
  }

  @ParameterizedTest
  @MethodSource("attention.http.GoldenCase#all")
  void theAnswerContainsWhatOthersComputed(GoldenCase golden) {
    JsonNode answer = client.post(golden.path(), golden.request(), Client.JSON).json();
    assertThat(golden.faults(answer)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("attention.http.GoldenCase#all")
  void linesCarryTheSameAnswer(GoldenCase golden) {
    JsonNode answer = client.post(golden.path(), golden.request(), Client.JSON).json();
    List<JsonNode> lines = client.post(golden.path(), golden.request(), Client.NDJSON).lines();
    List<JsonNode> joined = new ArrayList<>(lines.subList(1, lines.size()));
    assertThat(joined).isEqualTo(answer.path("rows").valueStream().toList());
    assertThat(lines.getFirst().properties())
        .isEqualTo(
            answer.properties().stream()
                .filter(member -> !member.getKey().equals("rows"))
                .collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @MethodSource("attention.http.GoldenCase#all")
  void everyNumberIsWrittenAsTheJdkWouldWriteIt(GoldenCase golden) {
    Answer answer = client.post(golden.path(), golden.request(), Client.JSON);
    boolean single = answer.json().path("dtype").asString().equals("float32");
    for (BigDecimal number : Json.decimals(answer.body())) {
      double value = number.doubleValue();
      String text = single ? Float.toString((float) value) : Double.toString(value);
      assertThat(number).isEqualByComparingTo(text);
    }
  }
}
