package attention.fleet;

import attention.http.Client;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Clients that each send one body again and again, and what became of each request. */
final class Load {

  private final URI address;
  private final List<String> bodies;
  private final Duration pause;
  private final Queue<Fate> fates = new ConcurrentLinkedQueue<>();
  private volatile boolean over;

  /** One client for each body. */
  Load(URI address, List<String> bodies, Duration pause) {
    this.address = address;
    this.bodies = bodies;
    this.pause = pause;
  }

  /** What is done while clients send. */
  interface Meanwhile {
    void run() throws IOException, InterruptedException;
  }

  /** What a client saw: a status, or {@code cut}; {@code other} is a 200 with other numbers. */
  record Fate(String what, int length, Instant begin, Duration time) {

    boolean failed() {
      return !what.equals("200");
    }

    Instant end() {
      return begin.plus(time);
    }
  }

  /** What all clients saw. */
  record Seen(List<Fate> fates) {

    List<Fate> failures() {
      return fates.stream().filter(Fate::failed).toList();
    }

    Duration longest() {
      return fates.stream().map(Fate::time).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    Map<String, Long> counts() {
      return fates.stream()
          .collect(Collectors.groupingBy(Fate::what, TreeMap::new, Collectors.counting()));
    }

    @Override
    public String toString() {
      return "%s, longest %d ms".formatted(counts(), longest().toMillis());
    }
  }

  Seen during(Meanwhile meanwhile) throws IOException, InterruptedException {
    List<Thread> threads =
        bodies.stream().map(body -> Thread.ofVirtual().start(() -> send(body))).toList();
    try {
      meanwhile.run();
    } finally {
      over = true;
      for (Thread thread : threads) {
        thread.join();
      }
    }
    return new Seen(List.copyOf(fates));
  }

  private void send(String body) {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .version(HttpClient.Version.HTTP_1_1)
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", Client.JSON)
            .POST(BodyPublishers.ofString(body))
            .build();
    String first = "";
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (!over) {
        Instant begin = Instant.now();
        HttpResponse<String> response = answer(client, request);
        String what = response == null ? "cut" : Integer.toString(response.statusCode());
        if (response != null && what.equals("200")) {
          first = first.isEmpty() ? response.body() : first;
          what = first.equals(response.body()) ? what : "other";
        }
        Duration time = Duration.between(begin, Instant.now());
        fates.add(new Fate(what, body.length(), begin, time));
        Thread.sleep(pause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static @Nullable HttpResponse<String> answer(HttpClient client, HttpRequest request)
      throws InterruptedException {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      return null;
    }
  }
}
