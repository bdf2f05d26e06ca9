package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The running service as its users and its operators reach it. */
final class Operated {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient client = HttpClient.newHttpClient();
  private final int port;
  private final int management;

  Operated(Environment environment) {
    this.port = environment.getRequiredProperty("local.server.port", Integer.class);
    this.management = environment.getRequiredProperty("local.management.port", Integer.class);
  }

  HttpResponse<String> post(String path, String body, String... headers) {
    return send(
        request(port, path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)),
        headers);
  }

  HttpResponse<String> get(String path, String... headers) {
    return send(request(port, path), headers);
  }

  HttpResponse<String> manage(String path) {
    return send(request(management, path));
  }

  JsonNode managed(String path) {
    return JSON.readTree(manage(path).body());
  }

  private static HttpRequest.Builder request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(PATIENCE);
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String... headers) {
    HttpRequest.Builder complete = headers.length == 0 ? request : request.headers(headers);
    try {
      return client.send(complete.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Sends a request whose answer is far larger than the buffers between here and there. */
  Socket askForMuch() throws IOException {
    String row = String.join(",", Collections.nCopies(4, "0.5"));
    String body = "{\"embeddings\":[[" + String.join("],[", Collections.nCopies(2500, row)) + "]]}";
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    OutputStream out = socket.getOutputStream();
    out.write(head(body.length()));
    out.write(body.getBytes(StandardCharsets.US_ASCII));
    assertThat(socket.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 200");
    return socket;
  }

  private static byte[] head(int length) {
    return "POST /attention/self HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
        .formatted(length)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** All metrics, as Prometheus scrapes them. */
  String metrics() {
    return manage("/actuator/prometheus").body();
  }

  /** The value of a series, named as Prometheus writes it; 0 if there is none yet. */
  double metric(String series) {
    return Pattern.compile("^" + Pattern.quote(series) + " (\\S+)$", Pattern.MULTILINE)
        .matcher(metrics())
        .results()
        .map(line -> Double.parseDouble(line.group(1)))
        .collect(Collectors.summingDouble(value -> value));
  }
}
