package attention.front;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.coyote.http11.Http11InputBuffer;

/**
 * The bytes of a request before its body, as they arrived: Tomcat drops some of them, and all of
 * what it cannot read.
 *
 * @param text one character for each byte, without the line that ends it
 * @param complete whether its end is there
 */
record RawHead(String text, boolean complete) {

  private static final Pattern LINE_END = Pattern.compile("\\r?\\n");

  static RawHead of(Request request) {
    if (!(request.getCoyoteRequest().getInputBuffer() instanceof Http11InputBuffer input)) {
      return new RawHead("", false);
    }
    ByteBuffer buffer = input.getHeaderByteBuffer();
    String read =
        new String(
            buffer.array(), buffer.arrayOffset(), buffer.limit(), StandardCharsets.ISO_8859_1);
    int end = end(read);
    return new RawHead(end < 0 ? read : read.substring(0, end), end >= 0);
  }

  private static int end(String read) {
    int end = read.indexOf("\r\n\r\n");
    int bare = read.indexOf("\n\n");
    return end < 0 || (bare >= 0 && bare < end) ? bare : end;
  }

  /** The request line and, after it, the headers. A carriage return alone ends no line. */
  List<String> lines() {
    return LINE_END.splitAsStream(text).dropWhile(String::isEmpty).toList();
  }

  /** Whether a header is there. Its value may be moved: Tomcat parses it in these bytes. */
  boolean has(String header) {
    return lines().stream()
        .skip(1)
        .filter(line -> line.indexOf(':') > 0)
        .map(line -> line.substring(0, line.indexOf(':')).stripTrailing())
        .anyMatch(header::equalsIgnoreCase);
  }
}
