package attention.front;

import attention.capacity.Tracing;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request an id, which identifies its response and its log lines: the id of its trace.
 * If requests are not traced, that is the trace id of its {@code traceparent} (W3C Trace Context,
 * section 3.2) where it has a valid one, else a new id of the same form. Nothing else that a client
 * sends is logged as an id.
 */
final class RequestIdFilter extends OncePerRequestFilter {

  static final String HEADER = "X-Request-Id";

  private static final String TRACEPARENT = "traceparent";

  /** The name of the field in the Elastic Common Schema. */
  private static final String LOG_FIELD = "trace.id";

  private static final Pattern PARENT =
      Pattern.compile(
          "(?!ff|00.{54})[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

  private final Tracing tracing;

  RequestIdFilter(Tracing tracing) {
    this.tracing = tracing;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Tracing.Current span = tracing.current();
    if (span != null) {
      response.setHeader(TRACEPARENT, span.traceparent());
      RequestMetricsValve.note(request, span);
    }
    String id = span == null ? of(request.getHeader(TRACEPARENT)) : span.traceId();
    response.setHeader(HEADER, id);
    try (var inLog = MDC.putCloseable(LOG_FIELD, id)) {
      chain.doFilter(request, response);
    }
  }

  private static String of(@Nullable String traceparent) {
    if (traceparent != null) {
      Matcher parent = PARENT.matcher(traceparent);
      if (parent.matches()) {
        return parent.group(1);
      }
    }
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return hex(random.nextLong()) + hex(random.nextLong());
  }

  private static String hex(long number) {
    return HexFormat.of().toHexDigits(number);
  }
}
