package attention.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import attention.http.Answer;
import attention.http.Headers;
import attention.http.Operated;
import attention.http.Wire;
import java.util.Collections;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;

/** What a client sees of its quota, and what operators see of clients: never a key. */
@SecuredTest
@ExtendWith(OutputCaptureExtension.class)
class QuotaTests {

  private static final String SMALL = "{\"embeddings\":[[1,2],[3,4]]}";

  private Operated service;

  @BeforeEach
  void reach(@Autowired Environment environment) {
    service = new Operated(environment);
  }

  private Answer post(String key, String body) {
    return new Headers("Authorization", "Bearer " + key)
        .post(service.users(), "/attention/self", body);
  }

  private String metrics() {
    return new Headers("Authorization", "Bearer " + Keys.OPERATOR)
        .get(service.operators(), "/actuator/prometheus")
        .text();
  }

  /** Some four million multiply-adds, of one million a minute. */
  private static String large() {
    String row = "[" + String.join(",", Collections.nCopies(32, "0.5")) + "]";
    return "{\"embeddings\":[%s],\"include\":[\"context\"]}"
        .formatted(String.join(",", Collections.nCopies(300, row)));
  }

  private double refused() {
    return Pattern.compile("attention_refusals_total\\{code=\"quota-exceeded\"} (\\S+)")
        .matcher(metrics())
        .results()
        .mapToDouble(found -> Double.parseDouble(found.group(1)))
        .sum();
  }

  @Test
  void aClientThatTakesMoreThanItsQuotaIsToldWhenToComeBack() {
    double before = refused();
    Answer first = post(Keys.FEW, large());
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.header("RateLimit-Policy"))
        .hasValue("\"requests\";q=3;w=60, \"work\";q=1000000;w=60;qu=\"multiply-adds\"");
    assertThat(first.header("RateLimit").orElseThrow())
        .matches("\"requests\";r=2;t=2[01], \"work\";r=0;t=4[678]\\d");

    Answer work = post(Keys.FEW, SMALL);
    assertThat(work.problem(429).type()).isEqualTo("/problems/quota-exceeded");
    assertThat(work.problem(429).detail()).contains("1000000 multiply-adds a minute");
    assertThat(Integer.parseInt(work.header("Retry-After").orElseThrow())).isGreaterThan(60);

    post(Keys.FEW, SMALL);
    Answer requests = post(Keys.FEW, SMALL);
    assertThat(requests.problem(429).detail()).contains("at most 3 requests a minute");
    assertThat(Integer.parseInt(requests.header("Retry-After").orElseThrow())).isBetween(1, 20);
    assertThat(post(Keys.USER, SMALL).status()).isEqualTo(200);

    assertThat(metrics())
        .contains("attention_key_requests_total{key=\"few\",outcome=\"work\"} 2.0")
        .contains("attention_key_requests_total{key=\"few\",outcome=\"requests\"} 1.0")
        .contains("attention_key_work_total{key=\"lab\"}");
    await().untilAsserted(() -> assertThat(refused()).isEqualTo(before + 3));
  }

  @Test
  void whatANameCannotHoldIsRefused() {
    assertThat(post(Keys.SLIM, SMALL).status()).isEqualTo(200);
    Answer tooLarge = post(Keys.SLIM, SMALL + " ".repeat(60_000));
    assertThat(tooLarge.problem(422).detail()).contains("3145728 bytes", "the share of this key");
    assertThat(post(Keys.USER, SMALL + " ".repeat(60_000)).status()).isEqualTo(200);
  }

  /** 22 MB are reserved of its 37 at first, and then twice as much. */
  @Test
  void aNameHoldsWhatItNeedsNotWhatIsReservedAhead() {
    String rows = String.join(",", Collections.nCopies(2_000, "[" + "1,".repeat(700) + "1]"));
    Answer answer =
        post(
            Keys.USER,
            "{\"embeddings\":[%s],\"queryIndices\":[0],\"include\":[\"maximum\"]}".formatted(rows));
    assertThat(answer.status()).isEqualTo(200);
  }

  /** A client that sends slowly has a place from its first byte on. */
  @Test
  void aNameKeepsNoMorePlacesThanItsShare() {
    String head =
        "POST /attention/self HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
            + "Authorization: Bearer %s\r\nContent-Length: 9\r\n\r\n".formatted(Keys.SLIM);
    try (Wire first = Wire.to(service.users().port());
        Wire second = Wire.to(service.users().port())) {
      first.send(head);
      second.send(head);
      await().until(() -> post(Keys.SLIM, SMALL).status() == 429);
      Answer refused = post(Keys.SLIM, SMALL);
      assertThat(refused.problem(429).detail()).contains("at most 2 requests in progress at once");
      assertThat(refused.header("Retry-After")).hasValue("1");
      assertThat(post(Keys.USER, SMALL).status()).isEqualTo(200);
    }
    await().until(() -> post(Keys.SLIM, SMALL).status() == 200);
  }

  @Test
  void neitherLogsNorMetricsShowAKey(CapturedOutput log) {
    assertThat(post(Keys.USER, SMALL).status()).isEqualTo(200);
    assertThat(post(Keys.WRONG, SMALL).status()).isEqualTo(401);
    assertThat(post(Keys.EXPIRED, SMALL).status()).isEqualTo(401);
    assertThat(post(Keys.OPERATOR, SMALL).status()).isEqualTo(403);
    assertThat(log.getAll()).contains("Refused").contains("unauthenticated");
    for (String key : new String[] {Keys.USER, Keys.WRONG, Keys.EXPIRED, Keys.OPERATOR}) {
      assertThat(log.getAll()).doesNotContain(key).doesNotContain(Keys.hash(key));
      assertThat(metrics()).doesNotContain(key).doesNotContain(Keys.hash(key));
    }
  }

  @Test
  void aWrongKeyIsRefusedHoweverLongTheBodyIs() {
    Answer answer = post(Keys.WRONG, "x".repeat(3_000_000));
    assertThat(answer.status()).isEqualTo(401);
  }
}
