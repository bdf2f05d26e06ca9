package attention;

import attention.http.Client;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.testcontainers.containers.GenericContainer;

/** Clients of a container that all send at once, each over a connection of its own. */
final class Crowd {

  /**
   * A platform thread and a blocking connection for each, because they share the processors: a
   * virtual thread that always finds bytes keeps its carrier, a client whose connections have one
   * selector serves them as it likes, and the service cuts those that it leaves waiting.
   */
  private static final Executor CLIENTS =
      Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory());

  private final GenericContainer<?> service;

  private final HttpClient client = HttpClient.newHttpClient();

  Crowd(GenericContainer<?> service) {
    this.service = service;
  }

  /**
   * What became of a request, and when.
   *
   * @param after the time since it was sent
   * @param detail the status, or why the connection ended
   */
  record Fate(Kind kind, Instant at, Duration after, String detail) {

    enum Kind {
      WHOLE,
      /** With 503 and {@code Retry-After}. */
      TURNED_AWAY,
      /** The connection ended before the answer did. */
      CUT,
      WRONG
    }

    private static Fate of(Kind kind, Instant begin, String detail) {
      Instant end = Instant.now();
      return new Fate(kind, end, Duration.between(begin, end), detail);
    }
  }

  /** Sends a request of so many clients, each of which reads its answer as it comes. */
  List<CompletableFuture<Fate>> send(int clients, String path, byte[] body, int rows) {
    return IntStream.range(0, clients)
        .mapToObj(i -> CompletableFuture.supplyAsync(() -> fate(path, body, rows), CLIENTS))
        .toList();
  }

  private Fate fate(String path, byte[] body, int rows) {
    Instant begin = Instant.now();
    try {
      HttpURLConnection connection = post(path, body);
      int status = connection.getResponseCode();
      try (InputStream lines =
          status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
        boolean whole = ends(lines) == 1 + rows;
        return Fate.of(kind(connection, status, whole), begin, "status " + status);
      }
    } catch (IOException e) {
      return Fate.of(Fate.Kind.CUT, begin, e + " caused by " + e.getCause());
    }
  }

  private static Fate.Kind kind(HttpURLConnection connection, int status, boolean whole) {
    if (status == 200) {
      return whole ? Fate.Kind.WHOLE : Fate.Kind.WRONG;
    }
    boolean turnedAway = status == 503 && connection.getHeaderField("Retry-After") != null;
    return turnedAway ? Fate.Kind.TURNED_AWAY : Fate.Kind.WRONG;
  }

  private static int ends(InputStream lines) throws IOException {
    byte[] buffer = new byte[1 << 16];
    int ends = 0;
    for (int read = lines.read(buffer); read >= 0; read = lines.read(buffer)) {
      for (int i = 0; i < read; i++) {
        ends += buffer[i] == '\n' ? 1 : 0;
      }
    }
    return ends;
  }

  /** A request that was sent, once: with a fixed length it is never sent again. */
  private HttpURLConnection post(String path, byte[] body) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) address(path).toURL().openConnection();
    connection.setRequestProperty("Content-Type", Client.JSON);
    connection.setRequestProperty("Accept", Client.NDJSON);
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(body.length);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body);
    }
    return connection;
  }

  private URI address(String path) {
    return URI.create(Image.address(service, Image.REQUESTS) + path);
  }

  /** The median time of a small request, one after the other. */
  Duration small() throws IOException, InterruptedException {
    byte[] body = "{\"scores\":[[1,2]]}".getBytes(StandardCharsets.US_ASCII);
    HttpRequest small =
        HttpRequest.newBuilder(address("/attention/weights"))
            .header("Content-Type", Client.JSON)
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    long[] times = new long[201];
    for (int i = 0; i < times.length; i++) {
      long begin = System.nanoTime();
      client.send(small, BodyHandlers.discarding());
      times[i] = System.nanoTime() - begin;
    }
    Arrays.sort(times);
    return Duration.ofNanos(times[times.length / 2]);
  }
}
