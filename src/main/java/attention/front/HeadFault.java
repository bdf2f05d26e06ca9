package attention.front;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.catalina.connector.Request;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * What is wrong with the head of a request that Tomcat refused. Tomcat keeps its reason to itself,
 * so it is found again in the bytes.
 */
final class HeadFault {

  private static final String UNKNOWN =
      "Expected a request line, headers and chunks as HTTP/1.1 (RFC 9112) has them, found others.";

  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0A-\\x1F\\x7F]");
  private static final Pattern REQUEST_LINE = Pattern.compile("(\\S+) (.+) HTTP/\\d\\.\\d");
  private static final Pattern NOT_IN_TARGETS = Pattern.compile("[^-._~A-Za-z0-9:/?@!$&'()*+,;=%]");
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._-]*|\\[[0-9A-Fa-f:.]+])(:\\d*)?");

  private final Request request;
  private final RawHead head;
  private final int mostBytes;
  private final int mostFields;
  private final List<String> lines;

  private HeadFault(Request request, AbstractHttp11Protocol<?> http) {
    this.request = request;
    this.head = RawHead.of(request);
    this.mostBytes = http.getMaxHttpRequestHeaderSize();
    this.mostFields = http.getMaxHeaderCount();
    this.lines = head.lines();
  }

  /** What was expected and what was found, for the client. */
  static String in(Request request) {
    var http = (AbstractHttp11Protocol<?>) request.getConnector().getProtocolHandler();
    return new HeadFault(request, http).detail();
  }

  private String detail() {
    if (!head.complete() && head.text().length() >= mostBytes) {
      return "Expected a request line and headers of at most %d bytes in all (server.max-http-request-header-size), found more. Shorten them."
          .formatted(mostBytes);
    }
    Matcher line = REQUEST_LINE.matcher(lines.isEmpty() ? "" : lines.getFirst());
    if (!line.matches() || !TOKEN.matcher(line.group(1)).matches()) {
      return "Expected a request line such as GET /attention HTTP/1.1, found another.";
    }
    if (lines.size() - 1 > mostFields) {
      return "Expected at most %d header fields, found more. Leave some out.".formatted(mostFields);
    }
    String target = line.group(2);
    return Stream.of(characters(target), path(target), fields(), host(), length(), transfer())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(UNKNOWN);
  }

  private static @Nullable String characters(String target) {
    Matcher other = NOT_IN_TARGETS.matcher(target);
    if (!other.find()) {
      return null;
    }
    char found = other.group().charAt(0);
    boolean inQuery = target.substring(0, other.start()).contains("?");
    return "Expected the characters that RFC 3986 allows in the %s, found %s. Percent-encode it: %s."
        .formatted(
            inQuery ? "query" : "path",
            found > ' ' && found < 0x7F
                ? "'" + found + "'"
                : "the byte 0x%02X".formatted((int) found),
            "%%%02X".formatted((int) found));
  }

  private static @Nullable String path(String target) {
    int query = target.indexOf('?');
    String path = (query < 0 ? target : target.substring(0, query)).toUpperCase(Locale.ROOT);
    String fault = Escapes.fault("path", path);
    if (fault != null) {
      return fault;
    }
    for (String escape : List.of("%2F", "%5C", "%00")) {
      if (path.contains(escape)) {
        return "Expected no %s in the path, found one: an encoded slash, backslash or zero byte is not accepted."
            .formatted(escape);
      }
    }
    if (!isUtf8(path)) {
      return "Expected the escapes in the path to be UTF-8, found other bytes.";
    }
    return leadsAboveRoot(path) ? "Expected a path below /, found one that leads above it." : null;
  }

  private static boolean isUtf8(String path) {
    byte[] bytes =
        StringUtils.uriDecode(path, StandardCharsets.ISO_8859_1)
            .getBytes(StandardCharsets.ISO_8859_1);
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static boolean leadsAboveRoot(String path) {
    Deque<String> folders = new ArrayDeque<>();
    for (String segment : path.replace("%2E", ".").split("/")) {
      if (segment.equals("..")) {
        if (folders.poll() == null) {
          return true;
        }
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        folders.push(segment);
      }
    }
    return false;
  }

  private @Nullable String fields() {
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      boolean continued = line.startsWith(" ") || line.startsWith("\t");
      boolean named = colon >= 0 && TOKEN.matcher(line.substring(0, colon)).matches();
      if ((!named && !continued) || CONTROL.matcher(line).find()) {
        return "Expected headers as in Name: value (RFC 9112, section 5), found a line that is none.";
      }
    }
    return null;
  }

  /** As Tomcat parsed them, which leaves out the one that it could not read. */
  private List<String> values(String header) {
    return Collections.list(request.getHeaders(header)).stream().filter(Objects::nonNull).toList();
  }

  private @Nullable String host() {
    List<String> hosts = values("Host");
    if (hosts.size() != 1) {
      return "Expected one Host header, found %s.".formatted(hosts.isEmpty() ? "none" : "several");
    }
    return HOST.matcher(hosts.getFirst()).matches()
        ? null
        : "Expected a name or address, with or without a port, in Host, found something else.";
  }

  private @Nullable String length() {
    List<String> lengths = values("Content-Length");
    boolean fine = lengths.isEmpty() || (lengths.size() == 1 && isLength(lengths.getFirst()));
    return fine
        ? null
        : "Expected one Content-Length, the number of bytes of the body, found something else.";
  }

  private static boolean isLength(String value) {
    return value.matches("\\d{1,18}");
  }

  private @Nullable String transfer() {
    List<String> codings = values("Transfer-Encoding");
    if (codings.isEmpty()) {
      return null;
    }
    return codings.stream().allMatch(coding -> coding.equalsIgnoreCase("chunked"))
        ? "Expected chunks as HTTP/1.1 has them (RFC 9112, section 7.1), found others."
        : "Expected no Transfer-Encoding but chunked, found another. Send the body unpacked.";
  }
}
