package attention.front;

import attention.capacity.ServerRequestTimes;
import attention.capacity.ServerRequestTimes.Series;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Times requests as Spring's {@code ServerHttpObservationFilter} does, which takes its place where
 * requests are traced.
 */
final class RequestTimesFilter extends OncePerRequestFilter {

  private static final Set<String> METHODS =
      Stream.of(HttpMethod.values()).map(HttpMethod::name).collect(Collectors.toUnmodifiableSet());

  private static final String UNKNOWN = "UNKNOWN";

  private final ServerRequestTimes times;

  RequestTimesFilter(ServerRequestTimes times) {
    this.times = times;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    long start = System.nanoTime();
    int status = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    try {
      chain.doFilter(request, response);
      status = response.getStatus();
    } finally {
      String method = METHODS.contains(request.getMethod()) ? request.getMethod() : UNKNOWN;
      times.record(new Series(method, uri(request, status), status), System.nanoTime() - start);
    }
  }

  /** The words of Spring's {@code DefaultServerRequestObservationConvention}. */
  private static String uri(HttpServletRequest request, int status) {
    if (request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String it) {
      return it.isEmpty() ? "root" : it;
    }
    if (status == HttpServletResponse.SC_NOT_FOUND) {
      return "NOT_FOUND";
    }
    return status / 100 == 3 ? "REDIRECTION" : UNKNOWN;
  }
}
