package attention.web;

import attention.problem.ProblemException;
import attention.web.BoundedBody.Bounds;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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
 */
final class BodyDrain {

  private static final Logger LOG = LoggerFactory.getLogger(BodyDrain.class);
  private static final int CLIENTS = 192;

  /** Enough for the rest of a small body; what computes nothing has none. */
  private static final Duration SHORT = Duration.ofSeconds(2);

  private final Semaphore places = new Semaphore(CLIENTS);
  private final Duration time;

  /**
   * @param time how long it reads for one client
   */
  BodyDrain(Duration time) {
    this.time = time;
  }

  /** Sends the refusal and reads the rest of the body, unless the client waits with it. */
  void drain(HttpServletRequest request, HttpServletResponse response) {
    if (request.getHeader(HttpHeaders.EXPECT) != null || !places.tryAcquire()) {
      return;
    }
    try {
      ServletInputStream body = request.getInputStream();
      if (!body.isFinished()) {
        response.flushBuffer();
        boolean computes = RequestHead.computes(request.getMethod(), request.getServletPath());
        Duration most = computes || time.compareTo(SHORT) < 0 ? time : SHORT;
        InputStream rest = new BoundedBody(body, new Bounds(Long.MAX_VALUE, most, 0));
        rest.transferTo(OutputStream.nullOutputStream());
      }
    } catch (IOException | ProblemException e) {
      LOG.debug("The rest of a refused body was not read: {}", e.getMessage());
    } finally {
      places.release();
    }
  }
}
