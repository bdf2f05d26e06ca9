package attention.front;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Answer;
import attention.http.Headers;
import attention.http.Operated;
import attention.http.OperatedTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;

/** Every answer says by which id its request is found in the log. */
@OperatedTest
@ExtendWith(OutputCaptureExtension.class)
class RequestIdTests {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-01";

  private Operated service;

  @BeforeEach
  void reach(@Autowired Environment environment) {
    service = new Operated(environment);
  }

  private static String id(Answer answer) {
    return answer.header("X-Request-Id").orElseThrow();
  }

  @Test
  void anAnswerAndARefusalHaveAnIdOfTheirOwn() {
    String answered = id(service.post("/attention/self", "{\"embeddings\":[[1]]}"));
    String refused = id(service.post("/attention/self", "{}"));
    assertThat(answered).matches("[0-9a-f]{32}");
    assertThat(refused).matches("[0-9a-f]{32}").isNotEqualTo(answered);
    assertThat(id(service.users().get("/livez"))).matches("[0-9a-f]{32}");
  }

  @Test
  void aTraceThatTheClientIsInGivesTheId() {
    assertThat(id(service.post("/attention/self", "{}", "traceparent", PARENT))).isEqualTo(TRACE);
    String later = "cc" + PARENT.substring(2) + "-what-a-later-version-adds";
    assertThat(id(new Headers("traceparent", later).get(service.users(), "/livez")))
        .isEqualTo(TRACE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        TRACE,
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-" + TRACE + "-0000000000000000-01",
        "ff-" + TRACE + "-b7ad6b7169203331-01",
        "00-" + TRACE + "-b7ad6b7169203331",
        "00-" + TRACE + "-b7ad6b7169203331-01-more",
        "00-" + TRACE + "0-b7ad6b7169203331-01",
        "00-<script>alert(1)</script>0000000-b7ad6b7169203331-01"
      })
  void whatIsNoTraceIsNotTaken(String traceparent) {
    assertThat(id(new Headers("traceparent", traceparent).get(service.users(), "/livez")))
        .matches("[0-9a-f]{32}")
        .isNotEqualTo(TRACE);
  }

  @Test
  void aRefusalIsOneLineOfTheLogAtDebugUnderItsIdWithoutTheClientsText(CapturedOutput output) {
    int before = output.getOut().length();
    service.post("/attention/self", "{\"a\\nb\\u2028c\":1}", "traceparent", PARENT);
    assertThat(output.getOut().substring(before).lines())
        .singleElement()
        .asString()
        .contains(" DEBUG ")
        .contains("[" + TRACE + "]")
        .contains("Refused /attention/self: 400 unreadable-request")
        .doesNotContain("a\\nb", "b\u2028c", "a b c");
  }

  @Test
  void anAnswerIsNoLineOfTheLog(CapturedOutput output) {
    service.users().get("/livez");
    int before = output.getOut().length();
    service.post("/attention/self", "{\"embeddings\":[[1]]}");
    assertThat(output.getOut().substring(before)).isEmpty();
  }
}
