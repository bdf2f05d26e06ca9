package attention.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads what a client still sends after it was refused, so that it gets to see the refusal instead
 * of a broken connection; but only for a short time and for a few clients at once. The others are
 * cut off.
 */
final class UnreadBody extends OncePerRequestFilter {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int CLIENTS = 32;

  private final Semaphore places = new Semaphore(CLIENTS);

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(request, response);
    ServletInputStream body = request.getInputStream();
    if (body.isFinished() || ProblemReportValve.isCut(request)) {
      return;
    }
    response.flushBuffer();
    if (!places.tryAcquire()) {
      ProblemReportValve.cut(request);
      return;
    }
    try {
      pass(request, body);
    } finally {
      places.release();
    }
  }

  private static void pass(HttpServletRequest request, ServletInputStream body) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    byte[] buffer = new byte[8192];
    try {
      while (body.read(buffer) >= 0) {
        if (System.nanoTime() > deadline) {
          ProblemReportValve.cut(request);
          return;
        }
      }
    } catch (IOException e) {
      ProblemReportValve.cut(request);
    }
  }
}
