package attention.http;

import static org.assertj.core.api.Assertions.assertThat;

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
    return new Headers(headers).post(users, path, body);
  }

  /** Sends a request whose answer is far larger than the buffers between here and there. */
  public Wire askForMuch() {
    String row = String.join(",", Collections.nCopies(4, "0.5"));
    String body = "{\"embeddings\":[[" + String.join("],[", Collections.nCopies(2500, row)) + "]]}";
    Wire wire = Wire.to(port).post("/attention/self", body.getBytes(StandardCharsets.US_ASCII));
    assertThat(wire.begin(12)).isEqualTo("HTTP/1.1 200");
    return wire;
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
