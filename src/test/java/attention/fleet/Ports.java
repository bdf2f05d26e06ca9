package attention.fleet;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Free ports below those that Linux gives to outgoing connections (from 32,768 on). A replica opens
 * its port seconds after it was chosen, and once more after each fault; until then no connection of
 * another program may take it.
 */
final class Ports {

  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(10_000, 20_000));

  private Ports() {}

  /** A port that nobody listens to, another one each time. */
  static int free() throws IOException {
    while (true) {
      int port = NEXT.getAndIncrement();
      try (ServerSocket socket = new ServerSocket(port)) {
        return socket.getLocalPort();
      } catch (BindException e) {
        // The next one, then.
      }
    }
  }
}
