package attention.front;

import attention.problem.Problem;
import attention.problem.ProblemType;
import attention.trace.Mechanism;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.catalina.connector.Request;
import org.jspecify.annotations.Nullable;

/** What the head of a request alone says against it, before anything of its body is read. */
public final class RequestHead {

  private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  /** In bytes. */
  private static final int SHORT_BODY = 8 * 1024;

  /** What a path ends in at which the answer of a client is checked. */
  private static final String CHECK = "/check";

  private static final Map<String, Mechanism> MECHANISMS =
      Stream.of(Mechanism.values())
          .flatMap(mechanism ->
              Stream.of("", CHECK)
                  .map(end -> Map.entry("/attention/" + mechanism + end, mechanism)))
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

  private final Request request;

  RequestHead(Request request) {
    this.request = request;
  }

  /** Whether a request computes something: the only kind that has a body. */
  public static boolean computes(String method, String path) {
    return computed(method, path) != null;
  }

  /** The mechanism that a request computes; null if it computes none. */
  public static @Nullable Mechanism computed(String method, @Nullable String path) {
    return method.equals("POST") ? MECHANISMS.get(path) : null;
  }

  /** Whether it computes something: other limits bound how many do. */
  boolean computes() {
    return computed(request.getMethod(), request.getServletPath()) != null;
  }

  /** Whether it is a probe, whose response is never waited for. */
  boolean isProbe() {
    return request.getMethod().equals("GET") && ProbeHandler.isAt(request.getServletPath());
  }

  /** Whether an answer is checked at a path. */
  public static boolean checks(@Nullable String path) {
    return isMechanism(path) && path != null && path.endsWith(CHECK);
  }

  /** Whether something is computed at a path. */
  static boolean isMechanism(@Nullable String path) {
    return MECHANISMS.containsKey(path);
  }

  /** Whether its body is longer than what mostly arrives with the head, or of unknown length. */
  boolean hasLongBody() {
    return request.getContentLengthLong() > SHORT_BODY
        || request.getHeader("Transfer-Encoding") != null;
  }

  /** Whether it is HTTP/0.9, whose answers have neither a status nor headers. */
  boolean isWithoutVersion() {
    String protocol = request.getCoyoteRequest().protocol().toString();
    return protocol == null || protocol.isEmpty() || protocol.equals("HTTP/0.9");
  }

  /**
   * The reason to refuse it; null if there is none.
   *
   * @param hosts the names it may be for; any if empty
   */
  @Nullable Problem refusal(List<String> hosts) {
    if (!hosts.isEmpty() && !hosts.contains(request.getServerName().toLowerCase(Locale.ROOT))) {
      return new Problem(
          ProblemType.MISDIRECTED_REQUEST,
          "Expected a Host that this service is configured for, found another.");
    }
    String detail = framing();
    if (detail == null) {
      detail = path();
    }
    if (detail != null) {
      return new Problem(ProblemType.BAD_REQUEST, detail);
    }
    return isNowhere()
        ? new Problem(
            ProblemType.NOT_FOUND, "Nothing is at this path. GET /attention lists what there is.")
        : null;
  }

  /** A path that no handler may see: with parameters after a semicolon, or of a library's files. */
  private boolean isNowhere() {
    return request.getRequestURI().indexOf(';') >= 0
        || request.getServletPath().startsWith("/webjars");
  }

  private @Nullable String framing() {
    if (values("Content-Type").size() > 1) {
      return "Expected one Content-Type, found several.";
    }
    boolean chunked = request.getHeader("Transfer-Encoding") != null;
    if (chunked && RawHead.of(request).has("Content-Length")) {
      return "Expected Content-Length or Transfer-Encoding, found both (RFC 9112, section 6.1).";
    }
    boolean body = chunked || request.getContentLengthLong() > 0;
    if (body && WITHOUT_BODY.contains(request.getMethod())) {
      return "Expected no body with the method %s, found one.".formatted(request.getMethod());
    }
    if (acceptsNothing()) {
      return "Expected a media range in Accept, found none. Omit the header to accept anything.";
    }
    return null;
  }

  private boolean acceptsNothing() {
    List<String> accept = values("Accept");
    for (String value : accept) {
      if (!isListOfNothing(value)) {
        return false;
      }
    }
    return !accept.isEmpty();
  }

  private static boolean isListOfNothing(String accept) {
    return accept.indexOf(',') >= 0
        && accept.chars().allMatch(c -> c == ',' || c == ' ' || c == '\t');
  }

  private @Nullable String path() {
    String fault = Escapes.fault("path", request.getRequestURI());
    String query = request.getQueryString();
    boolean ownReader = computes(request.getMethod(), request.getServletPath());
    return fault == null && query != null && !ownReader ? Escapes.fault("query", query) : fault;
  }

  private List<String> values(String header) {
    return Collections.list(request.getHeaders(header));
  }
}
