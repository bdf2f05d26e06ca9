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
 * earlier. A refused request is drained when its memory and its place are free again. Draining is
 * limited in time and in the number of clients at once; the connections of the others are closed.
 */
final class BodyDrain {

  private static final Logger LOG = LoggerFactory.getLogger(BodyDrain.class);

  private static final String REFUSED = BodyDrain.class.getName() + ".refused";

  /** Enough for the rest of a small body; what computes nothing has none. */
  static final Duration SHORT = Duration.ofSeconds(2);

  private final Semaphore places;
  private final Duration time;

  /**
   * @param clients the most clients at once
   * @param time the time limit for one client
   */
  BodyDrain(int clients, Duration time) {
    this.places = new Semaphore(clients);
    this.time = time;
  }

  /** Notes that the body of a refused request is to be drained once nothing is held for it. */
  static void note(HttpServletRequest request) {
    request.setAttribute(REFUSED, true);
  }

  /**
   * Sends the refusal of a noted request and drains the rest of its body, unless the client waits
   * before sending it.
   */
  void drain(HttpServletRequest request, HttpServletResponse response) {
    if (request.getAttribute(REFUSED) == null || request.getHeader(HttpHeaders.EXPECT) != null) {
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

  private void discard(HttpServletRequest request, ServletInputStream body) throws IOException {
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
