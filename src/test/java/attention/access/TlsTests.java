package attention.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** TLS with a certificate that is replaced while the service runs; the pages are off. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "server.address=127.0.0.1",
      "management.server.port=0",
      "spring.profiles.active=secured",
      "attention.access.pages=off",
      "server.ssl.bundle=web",
      "spring.ssl.bundle.watch.file.quiet-period=200ms",
      "spring.ssl.bundle.jks.web.reload-on-update=true",
      "spring.ssl.bundle.jks.web.keystore.type=PKCS12",
      "spring.ssl.bundle.jks.web.keystore.password=" + TlsTests.PASSWORD
    })
class TlsTests {

  static final String PASSWORD = "changeit";

  private static final Path STORE = store("first");

  private final int port;

  TlsTests(@LocalServerPort int port) {
    this.port = port;
  }

  @DynamicPropertySource
  static void configure(DynamicPropertyRegistry properties) {
    properties.add("spring.ssl.bundle.jks.web.keystore.location", () -> "file:" + STORE);
    properties.add("attention.access.keys[0]", () -> Keys.line("lab", Keys.USER));
  }

  /** A store with a certificate that it has signed itself, made by the JDK's own tool. */
  private static Path store(String name) {
    try {
      Path folder = Files.createTempDirectory("tls");
      folder.toFile().deleteOnExit();
      Path store = folder.resolve("store.p12");
      store.toFile().deleteOnExit();
      List<String> command =
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
              "-genkeypair",
              "-alias",
              "web",
              "-keyalg",
              "EC",
              "-dname",
              "CN=" + name,
              "-ext",
              "SAN=ip:127.0.0.1",
              "-storetype",
              "PKCS12",
              "-storepass",
              PASSWORD,
              "-keystore",
              store.toString());
      Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(tool.waitFor()).as(said).isZero();
      return store;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Trusts what is in a store, and nothing else. */
  private static SSLContext trusting(Path store) throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  private SSLSocket connect(Path store) throws IOException, GeneralSecurityException {
    Socket socket = trusting(store).getSocketFactory().createSocket("127.0.0.1", port);
    socket.setSoTimeout(10_000);
    return (SSLSocket) socket;
  }

  private String head(Path store, String request) throws IOException, GeneralSecurityException {
    try (SSLSocket socket = connect(store)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String get(Path store, String path) throws IOException, GeneralSecurityException {
    return head(
        store,
        "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n"
            .formatted(path, Keys.USER));
  }

  private static String name(SSLSocket socket) throws IOException {
    socket.startHandshake();
    X509Certificate certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
    return certificate.getSubjectX500Principal().getName();
  }

  @Test
  void aBrowserIsToldToComeByTlsOnly() throws Exception {
    assertThat(get(STORE, "/attention"))
        .startsWith("HTTP/1.1 200")
        .contains("\r\nStrict-Transport-Security: max-age=31536000\r\n");
    assertThat(head(STORE, "GET /attention HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 401")
        .contains("\r\nStrict-Transport-Security: max-age=31536000\r\n");
  }

  @Test
  void aNewCertificateIsUsedWithoutARestart() throws Exception {
    Path second = store("second");
    Path first = Files.copy(STORE, second.resolveSibling("first.p12"));
    first.toFile().deleteOnExit();
    try (SSLSocket before = connect(first)) {
      assertThat(name(before)).isEqualTo("CN=first");
      Files.copy(second, STORE, StandardCopyOption.REPLACE_EXISTING);
      await()
          .ignoreExceptions()
          .untilAsserted(() -> {
            try (SSLSocket after = connect(second)) {
              assertThat(name(after)).isEqualTo("CN=second");
            }
          });
      before
          .getOutputStream()
          .write(
              "GET /livez HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(before.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 200");
    } finally {
      Files.copy(first, STORE, StandardCopyOption.REPLACE_EXISTING);
      await()
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(get(STORE, "/livez")).startsWith("HTTP/1.1 200"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/explorer/main.js", "/swagger-ui/index.html", "/v3/api-docs"})
  void aPageThatIsOffIsForNobody(String page) throws Exception {
    assertThat(get(STORE, page)).startsWith("HTTP/1.1 403");
  }
}
