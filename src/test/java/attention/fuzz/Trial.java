package attention.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A request as it goes over the wire, one to a connection.
 *
 * @param headers as lines, each as in {@code Name: value}
 * @param expected what must become of it
 */
record Trial(
    String method, String target, List<String> headers, byte[] body, Expectation expected) {

  /** What must become of a request. */
  enum Expectation {
    ANSWERED,
    REFUSED,
    /** Answered or refused. */
    EITHER,
    /** It is not a whole request, so the connection may also be closed. */
    EITHER_OR_NEITHER
  }

  /** A request with a body whose length is right. */
  static Trial post(String target, String type, String accept, byte[] body, Expectation expected) {
    List<String> headers =
        List.of("Content-Type: " + type, "Accept: " + accept, "Content-Length: " + body.length);
    return new Trial("POST", target, headers, body, expected);
  }

  /** The path without the query. */
  String path() {
    return target.split("\\?", 2)[0];
  }

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(latin1(head()));
    bytes.writeBytes(body);
    return bytes.toByteArray();
  }

  private String head() {
    List<String> lines = new ArrayList<>();
    lines.add(method + " " + target + " HTTP/1.1");
    if (headers.stream().noneMatch(header -> header.startsWith("Host:"))) {
      lines.add("Host: localhost");
    }
    lines.addAll(headers);
    lines.add("Connection: close");
    return String.join("\r\n", lines) + "\r\n\r\n";
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Readable, and complete: what is no printable ASCII is escaped as in {@code printf}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(expected + "\n");
    for (byte b : bytes()) {
      boolean plain = (b >= ' ' && b < 0x7F && b != '\\') || b == '\n';
      text.append(plain ? String.valueOf((char) b) : "\\x%02x".formatted(b));
    }
    return text.toString();
  }
}
