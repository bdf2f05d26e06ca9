package attention.access;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Answer;
import attention.http.Client;
import attention.http.Headers;
import attention.http.Operated;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Access tokens of an issuer whose keys the test has made, beside keys; pages need either. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "server.address=127.0.0.1",
      "management.server.address=127.0.0.1",
      "management.server.port=0",
      "spring.profiles.active=secured",
      "spring.test.metrics.export=true",
      "attention.access.pages=secured",
      "attention.access.quotas.oauth2.requests=3"
    })
class TokenTests {

  private static final String BODY = "{\"embeddings\":[[1,2],[3,4]]}";
  private static final RSAKey ISSUER = key();
  private static final HttpServer KEYS = serve(new JWKSet(ISSUER.toPublicJWK()));

  /** Whether the issuer answers. */
  private static final AtomicBoolean UP = new AtomicBoolean(true);

  private Client users;
  private Client operators;

  @DynamicPropertySource
  static void configure(DynamicPropertyRegistry properties) {
    properties.add(
        "spring.security.oauth2.resourceserver.jwt.jwk-set-uri",
        () -> "http://127.0.0.1:%d/keys".formatted(KEYS.getAddress().getPort()));
    properties.add("attention.access.keys[0]", () -> Keys.line("lab", Keys.USER));
  }

  @AfterAll
  static void end() {
    KEYS.stop(0);
  }

  @BeforeEach
  void reach(@Autowired Environment environment) {
    Operated service = new Operated(environment);
    users = service.users();
    operators = service.operators();
  }

  private static RSAKey key() {
    try {
      return new RSAKeyGenerator(2048).keyID("issuer").generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static HttpServer serve(JWKSet keys) {
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
      byte[] document = keys.toString().getBytes(StandardCharsets.UTF_8);
      server.createContext(
          "/keys",
          exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(UP.get() ? 200 : 500, document.length);
            exchange.getResponseBody().write(document);
            exchange.close();
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String token(RSAKey signer, String subject, String scope, Duration valid) {
    return token(signer, "issuer", subject, scope, valid);
  }

  private static String token(
      RSAKey signer, String id, String subject, String scope, Duration valid) {
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(id).build(),
              new JWTClaimsSet.Builder()
                  .subject(subject)
                  .claim("scope", scope)
                  .expirationTime(Date.from(Instant.now().plus(valid)))
                  .build());
      token.sign(new RSASSASigner(signer));
      return token.serialize();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static String token(String subject, String scope) {
    return token(ISSUER, subject, scope, Duration.ofMinutes(5));
  }

  private Answer post(String bearer) {
    return new Headers("Authorization", "Bearer " + bearer).post(users, "/attention/self", BODY);
  }

  @Test
  void aTokenWithTheScopeComputesAndAKeyDoesToo() {
    assertThat(post(token("ann", "profile attention:compute")).status()).isEqualTo(200);
    assertThat(post(Keys.USER).status()).isEqualTo(200);
  }

  @Test
  void aTokenNeedsTheScopeOfThePath() {
    Answer answer = post(token("ann", "attention:operate compute SCOPE_attention:compute"));
    assertThat(answer.problem(403).type()).isEqualTo("/problems/forbidden");
    assertThat(answer.header("WWW-Authenticate"))
        .hasValue(
            "Bearer realm=\"attention\", error=\"insufficient_scope\", scope=\"attention:compute\"");
    Headers operator = new Headers("Authorization", "Bearer " + token("o", "attention:operate"));
    assertThat(operator.get(operators, "/actuator/info").status()).isEqualTo(200);
    assertThat(operator.get(users, "/attention").status()).isEqualTo(403);
  }

  @Test
  void aTokenOfSomebodyElseOrOfYesterdayIsRefused() {
    assertThat(post(token(key(), "ann", "attention:compute", Duration.ofMinutes(5))).status())
        .isEqualTo(401);
    Answer expired = post(token(ISSUER, "ann", "attention:compute", Duration.ofMinutes(-5)));
    assertThat(expired.problem(401).type()).isEqualTo("/problems/unauthenticated");
    assertThat(expired.header("WWW-Authenticate"))
        .hasValue("Bearer realm=\"attention\", error=\"invalid_token\"");
    assertThat(post("not a token").status()).isEqualTo(401);
    assertThat(post("a.b.c").status()).isEqualTo(401);
  }

  @Test
  void whileTheKeysOfTheIssuerCannotBeReadATokenIsToBeSentAgain() {
    String token = token(key(), "new", "ann", "attention:compute", Duration.ofMinutes(5));
    UP.set(false);
    try {
      Answer answer = post(token);
      assertThat(answer.problem(503).type()).isEqualTo("/problems/at-capacity");
      assertThat(answer.header("Retry-After")).hasValue("5");
      assertThat(post(Keys.USER).status()).isEqualTo(200);
    } finally {
      UP.set(true);
    }
    assertThat(post(token).status()).isEqualTo(401);
  }

  @Test
  void eachSubjectHasAQuotaAndAllTogetherALabel() {
    for (int i = 0; i < 3; i++) {
      assertThat(post(token("subject-one", "attention:compute")).status()).isEqualTo(200);
    }
    assertThat(post(token("subject-one", "attention:compute")).problem(429).type())
        .isEqualTo("/problems/quota-exceeded");
    assertThat(post(token("subject-two", "attention:compute")).status()).isEqualTo(200);
    String metrics =
        new Headers("Authorization", "Bearer " + token("o", "attention:operate"))
            .get(operators, "/actuator/prometheus")
            .text();
    assertThat(metrics)
        .contains("attention_key_requests_total{key=\"oauth2\",outcome=\"requests\"} 1.0")
        .doesNotContain("subject-one", "subject-two");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/swagger-ui/index.html",
        "/v3/api-docs",
        "/attention",
        "/attention/examples"
      })
  void thePagesNeedAKey(String page) {
    assertThat(new Headers().get(users, page).status()).isEqualTo(401);
    assertThat(new Headers("Authorization", "Bearer " + Keys.USER).get(users, page).status())
        .isEqualTo(200);
  }
}
