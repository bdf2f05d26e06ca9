package attention.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.regex.Pattern;
import org.springframework.core.env.Environment;

/** The running service as its users and its operators reach it. */
public final class Operated {

  private final int port;
  private final Client users;
  private final Client operators;

  public Operated(Environment environment) {
    this.port = environment.getRequiredProperty("local.server.port", Integer.class);
    this.users = new Client(port);
    this.operators =
        new Client(environment.getRequiredProperty("local.management.port", Integer.class));
  }

  /** Where requests go. */
  public Client users() {
    return users;
  }

  /** Where it is managed. */
  public Client operators() {
    return operators;
  }

  /** Posts JSON with further headers, names and values in turn. */
  public Answer post(String path, String body, String... headers) {
    String[] all = new String[headers.length + 2];
    all[0] = "Content-Type";
    all[1] = "application/json";
    System.arraycopy(headers, 0, all, 2, headers.length);
    return users.send("POST", path, body, all);
  }

  /** Sends a request whose answer is far larger than the buffers between here and there. */
  public Socket askForMuch() throws IOException {
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
  public String metrics() {
    return operators.send("GET", "/actuator/prometheus", null).text();
  }

  /** The value of a series, named as Prometheus writes it; 0 if there is none yet. */
  public double metric(String series) {
    return sum(Pattern.quote(series));
  }

  /** The sum over all series of a name. */
  public double total(String name) {
    return sum(Pattern.quote(name) + "(?:\\{.*})?");
  }

  private double sum(String series) {
    return Pattern.compile("^" + series + " (\\S+)$", Pattern.MULTILINE)
        .matcher(metrics())
        .results()
        .mapToDouble(line -> Double.parseDouble(line.group(1)))
        .sum();
  }
}
