package attention.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Answer;
import attention.http.Client;
import attention.http.Json;
import attention.http.ServiceTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/**
 * Whatever is sent is answered or refused as documented. {@code -Dfuzz.seed=7} sends other
 * requests, {@code -Dfuzz.minutes=60} more of them, {@code -Dfuzz.try=4711} one alone.
 */
@ServiceTest
class FuzzTests {

  private static final long SEED = Long.getLong("fuzz.seed", 1);
  private static final long MINUTES = Long.getLong("fuzz.minutes", 0);
  private static final @Nullable Long ONLY = Long.getLong("fuzz.try");

  /** How many of each kind are sent if no time is given. */
  private static final int TRIES = 1_000;

  private static final int MOST_FAULTS = 10;

  private final int port;
  private final int management;

  FuzzTests(@LocalServerPort int port, @LocalManagementPort int management) {
    this.port = port;
    this.management = management;
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void everyRequestIsAnsweredOrRefusedAsDocumented(Kind kind) {
    List<AssertionError> faults = new ArrayList<>();
    long share = Duration.ofMinutes(MINUTES).toNanos() / Kind.values().length;
    long begin = System.nanoTime();
    long number = ONLY == null ? 0 : ONLY;
    do {
      try {
        attempt(kind, number);
      } catch (AssertionError e) {
        faults.add(e);
      }
      number++;
    } while (ONLY == null
        && faults.size() < MOST_FAULTS
        && (MINUTES > 0 ? System.nanoTime() - begin < share : number < TRIES));
    for (AssertionError fault : faults) {
      System.err.println(fault.getMessage());
    }
    assertThat(faults).as("faults among %d requests", number).isEmpty();
  }

  private void attempt(Kind kind, long number) {
    Trial trial = kind.trial(new Chance(SEED, number));
    Answer answer = null;
    try {
      answer = Exchange.of(kind == Kind.MANAGEMENT ? management : port, trial);
      Verdict.on(trial, answer);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "%s%n%s, to be repeated with -Dfuzz.seed=%d -Dfuzz.try=%d:%n%s%n%s"
              .formatted(
                  e, kind, SEED, number, trial, answer == null ? "no answer" : shown(answer)),
          e);
    }
  }

  private static String shown(Answer answer) {
    String text = answer.text();
    return answer.status() + " " + text.substring(0, Math.min(2000, text.length()));
  }

  @AfterEach
  void theServiceIsAliveAndAnswers() {
    assertThat(new Client(management).get("/livez").status()).isEqualTo(200);
    JsonNode answer = new Client(port).post("/attention/weights", "{\"scores\": [[0, 0]]}").json();
    assertThat(answer.at("/rows/0/weights").toString()).isEqualTo("[0.5,0.5]");
  }

  @Test
  void minusZeroReadsAsZero() {
    int changed = 0;
    for (Example example : Example.all()) {
      String request = example.request().toString();
      String minus = request.replaceAll("(?<=[\\[,:])0(?=[,\\]}])", "-0");
      changed += minus.equals(request) ? 0 : 1;
      Client client = new Client(port);
      JsonNode answer = client.post(example.path(), minus).json();
      assertThat(zeros(answer)).isEqualTo(zeros(client.post(example.path(), request).json()));
    }
    assertThat(changed).isGreaterThan(5);
  }

  /** The document with every zero written alike. */
  private static JsonNode zeros(JsonNode document) {
    return Json.read(document.toString().replaceAll("-0\\.0(?=[,\\]}])", "0.0"));
  }
}
