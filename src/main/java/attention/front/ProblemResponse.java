package attention.front;

import attention.problem.Problem;
import attention.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** A problem as the response to a request. */
final class ProblemResponse {

  private ProblemResponse() {}

  /**
   * Writes the problem; headers that were set before remain.
   *
   * @return false if the client is gone
   */
  static boolean write(HttpServletRequest request, HttpServletResponse response, Problem problem) {
    byte[] document =
        ProblemWriter.bytes(problem, request.getContextPath(), request.getRequestURI());
    Duration retryAfter = problem.retryAfter();
    if (retryAfter != null) {
      response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(Problem.seconds(retryAfter)));
    }
    response.setStatus(problem.type().status());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    try {
      response.getOutputStream().write(document);
      // Only now: Tomcat closes an output that has all its bytes, and with it the input.
      response.setContentLength(document.length);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
