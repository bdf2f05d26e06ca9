package attention;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.testcontainers.containers.GenericContainer;

/** Asks a container for a page again and again, each time over a new connection. */
final class Watch implements AutoCloseable {

  /** In the place of a status: the port does not take connections. */
  static final int CLOSED = 0;

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final HttpRequest request;
  private final List<Integer> seen = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile boolean ended;
  private volatile long longest;

  Watch(GenericContainer<?> service, int port, String path) {
    this.request =
        HttpRequest.newBuilder(URI.create(Image.address(service, port) + path))
            .timeout(Duration.ofSeconds(10))
            .build();
    this.thread = Thread.ofPlatform().start(this::watch);
  }

  private void watch() {
    while (!ended) {
      long begin = System.nanoTime();
      seen.add(status());
      longest = Math.max(longest, System.nanoTime() - begin);
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private int status() {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return CLOSED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CLOSED;
    }
  }

  /** The status of each answer so far, in order. */
  List<Integer> seen() {
    return List.copyOf(seen);
  }

  /** The longest time that an answer took. */
  Duration longest() {
    return Duration.ofNanos(longest);
  }

  @Override
  public void close() throws InterruptedException {
    ended = true;
    thread.join();
  }
}
