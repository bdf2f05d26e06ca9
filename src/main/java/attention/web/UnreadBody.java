package attention.web;

import attention.service.Cores.Turn;
import attention.web.BoundedBody.Bounds;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;

/**
 * Reads what a client still sends when it is refused, and throws it away: many clients look for an
 * answer only once they have sent everything, and a connection closed under them hides the refusal.
 * It reads for a limited time, and for a limited number of clients at once; the others find their
 * connection closed.
 *
 * <p>It reads before the refusal is written, because Tomcat closes the body with the last byte of
 * an answer.
 */
final class UnreadBody {

  private static final Logger LOG = LoggerFactory.getLogger(UnreadBody.class);
  private static final int CLIENTS = 192;

  private final Semaphore places = new Semaphore(CLIENTS);
  private final Duration time;

  /**
   * @param time how long it reads for one client
   */
  UnreadBody(Duration time) {
    this.time = time;
  }

  /** Reads the rest of a body, unless the client waits for a word before it sends any. */
  void pass(HttpServletRequest request) {
    if (request.getHeader(HttpHeaders.EXPECT) != null || !places.tryAcquire()) {
      return;
    }
    try {
      Bounds bounds = new Bounds(Long.MAX_VALUE, time);
      InputStream rest = new BoundedBody(request.getInputStream(), bounds, Turn.UNCOUNTED);
      rest.transferTo(OutputStream.nullOutputStream());
    } catch (IOException | Refusal e) {
      LOG.trace("The rest of a refused body was not read: {}", e.getMessage());
    } finally {
      places.release();
    }
  }
}
