package attention;

import attention.http.Client;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
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
   * Platform threads, because they share the processors: a virtual thread that always finds bytes
   * keeps its carrier, and the service cuts the clients that wait for one.
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
   * @param detail the status, or why the connection ended
   */
  record Fate(Kind kind, Instant at, String detail) {

    enum Kind {
      WHOLE,
      /** With 503 and {@code Retry-After}. */
      TURNED_AWAY,
      /** The connection ended before the answer did. */
      CUT,
      WRONG
    }
  }

  /** Sends a request of so many clients, each of which reads its answer as it comes. */
  List<CompletableFuture<Fate>> send(int clients, String path, byte[] body, int rows) {
    return IntStream.range(0, clients)
        .mapToObj(i -> CompletableFuture.supplyAsync(() -> fate(path, body, rows), CLIENTS))
        .toList();
  }

  private Fate fate(String path, byte[] body, int rows) {
    try {
      HttpResponse<InputStream> response =
          client.send(post(path, body), BodyHandlers.ofInputStream());
      try (InputStream lines = response.body()) {
        Fate.Kind kind = kind(response, lines, rows);
        return new Fate(kind, Instant.now(), "status " + response.statusCode());
      }
    } catch (IOException e) {
      return new Fate(Fate.Kind.CUT, Instant.now(), e + " caused by " + e.getCause());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Fate.Kind kind(HttpResponse<?> response, InputStream lines, int rows)
      throws IOException {
    boolean whole = ends(lines) == 1 + rows;
    if (response.statusCode() == 200) {
      return whole ? Fate.Kind.WHOLE : Fate.Kind.WRONG;
    }
    boolean turnedAway =
        response.statusCode() == 503 && response.headers().firstValue("Retry-After").isPresent();
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

  private HttpRequest post(String path, byte[] body) {
    return HttpRequest.newBuilder(URI.create(Image.address(service, Image.REQUESTS) + path))
        .version(HttpClient.Version.HTTP_1_1)
        .header("Content-Type", Client.JSON)
        .header("Accept", Client.NDJSON)
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }

  /** The median time of a small request, one after the other. */
  Duration small() throws IOException, InterruptedException {
    byte[] body = "{\"scores\":[[1,2]]}".getBytes(StandardCharsets.US_ASCII);
    long[] times = new long[201];
    for (int i = 0; i < times.length; i++) {
      long begin = System.nanoTime();
      client.send(post("/attention/weights", body), BodyHandlers.discarding());
      times[i] = System.nanoTime() - begin;
    }
    Arrays.sort(times);
    return Duration.ofNanos(times[times.length / 2]);
  }
}
