package attention;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.testcontainers.containers.GenericContainer;

/** Asks a container for a page again and again, each time over a new connection. */
final class Watch implements AutoCloseable {

  /** In the place of a status: the port does not take connections. */
  static final int CLOSED = 0;

  private static final Duration PAUSE = Duration.ofMillis(100);

  /** In milliseconds. */
  private static final int TIMEOUT = 10_000;

  private final URL page;
  private final List<Integer> seen = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile boolean ended;
  private volatile long longest;

  Watch(GenericContainer<?> service, int port, String path) throws MalformedURLException {
    this.page = URI.create(Image.address(service, port) + path).toURL();
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
    try {
      HttpURLConnection connection = (HttpURLConnection) page.openConnection();
      connection.setRequestProperty("Connection", "close");
      connection.setConnectTimeout(TIMEOUT);
      connection.setReadTimeout(TIMEOUT);
      return connection.getResponseCode();
    } catch (IOException e) {
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
