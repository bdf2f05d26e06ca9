package attention.front;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * The headers that every response has: what a browser may do with it, and who may keep it.
 *
 * <p>A valve rather than a filter, so that responses that are written before the filters have them
 * too.
 */
final class ResponseHeaders extends ValveBase {

  private static final String NOTHING =
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** The page of a problem has its style in itself, and nothing else. */
  private static final String STYLE = NOTHING + "; style-src 'unsafe-inline'";

  /** Swagger UI loads its own scripts, sets styles, and requests what a user tries out. */
  private static final String SWAGGER =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; "
          + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** The explorer loads its own scripts and styles, and requests what the service computes. */
  private static final String EXPLORER =
      NOTHING
          + "; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'";

  /** What the links of a response depend on. */
  private static final String LINKS =
      "Host, Forwarded, X-Forwarded-Host, X-Forwarded-Proto, X-Forwarded-Port, X-Forwarded-Prefix";

  ResponseHeaders() {
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    add(request, response.getResponse());
    getNext().invoke(request, response);
    if (!response.isCommitted()) {
      // Spring sends it empty with OPTIONS, and nothing here is patched.
      response.getCoyoteResponse().getMimeHeaders().removeHeader("Accept-Patch");
    }
  }

  static void add(HttpServletRequest request, HttpServletResponse response) {
    // What Tomcat itself refuses may have no path.
    String path = Objects.requireNonNullElse(request.getServletPath(), "");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Content-Security-Policy", policy(path));
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Cache-Control", caching(path, "POST".equals(request.getMethod())));
    if (path.equals("/attention")) {
      response.addHeader("Vary", LINKS);
    } else if (path.startsWith("/problems/")) {
      response.addHeader("Vary", "Accept");
    }
  }

  private static String policy(String path) {
    if (path.startsWith("/swagger-ui")) {
      return SWAGGER;
    }
    if (path.equals("/") || path.startsWith("/explorer/")) {
      return EXPLORER;
    }
    return path.startsWith("/problems/") ? STYLE : NOTHING;
  }

  /**
   * The files of Swagger UI change with the service; its pages and settings are asked for again.
   */
  private static String caching(String path, boolean computed) {
    if (computed) {
      return "no-store";
    }
    boolean file =
        path.startsWith("/swagger-ui/")
            && !path.endsWith(".html")
            && !path.endsWith("swagger-initializer.js");
    return file ? "public, max-age=86400" : "no-cache";
  }
}
