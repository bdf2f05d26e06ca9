package attention.front;

import attention.front.BoundedBody.Bounds;
import attention.problem.ProblemException;
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
 * Reads and discards the rest of the body of a refused request: many clients read the response only
 * after they have sent everything, and would not see the refusal if the connection were closed
 * earlier. Draining is limited in time and in the number of clients at once; the connections of the
 * others are closed.
 */
final class BodyDrain {

  private static final Logger LOG = LoggerFactory.getLogger(BodyDrain.class);

  /**
   * The threads of the port for requests (512) less those of the requests in progress (128), of
   * those that wait (64) and of those that compute nothing (64), and 16 for probes.
   */
  private static final int CLIENTS = 240;

  /** Enough for the rest of a small body; what computes nothing has none. */
  private static final Duration SHORT = Duration.ofSeconds(2);

  private final Semaphore places = new Semaphore(CLIENTS);
  private final Duration time;

  /**
   * @param time the time limit for one client
   */
  BodyDrain(Duration time) {
    this.time = time;
  }

  /**
   * Sends the refusal and drains the rest of the body, unless the client waits before sending it.
   */
  void drain(HttpServletRequest request, HttpServletResponse response) {
    if (request.getHeader(HttpHeaders.EXPECT) != null) {
      return;
    }
    try {
      ServletInputStream body = request.getInputStream();
      if (!body.isFinished()) {
        response.flushBuffer();
        discard(request, body);
      }
    } catch (IOException | ProblemException e) {
      LOG.debug("The rest of a refused body was not read: {}", e.getMessage());
    }
  }

  private void discard(HttpServletRequest request, InputStream body) throws IOException {
    if (!places.tryAcquire()) {
      // Tomcat would wait for more of the body before it closes the connection.
      ProblemReportValve.cut(request);
      return;
    }
    try {
      boolean computes = RequestHead.computes(request.getMethod(), request.getServletPath());
      Duration most = computes || time.compareTo(SHORT) < 0 ? time : SHORT;
      InputStream rest = new BoundedBody(body, new Bounds(Long.MAX_VALUE, most, 0));
      rest.transferTo(OutputStream.nullOutputStream());
    } finally {
      places.release();
    }
  }
}
