package attention.picture;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The text of an SVG: markup as it is, content escaped, numbers with two decimals at most.
 *
 * <p>It is sent in pieces of some kilobytes. A stream that fails is reported by an {@link
 * UncheckedIOException}, because shapes are written inside of lambdas.
 */
final class SvgText {

  private static final int PIECE = 16 * 1024;

  private final OutputStream out;
  private StringBuilder text = new StringBuilder(PIECE + 1024);

  SvgText(OutputStream out) {
    this.out = out;
  }

  /** Appends what needs no escape. */
  SvgText markup(String markup) {
    text.append(markup);
    return piece();
  }

  SvgText integer(long value) {
    text.append(value);
    return this;
  }

  /** Appends a number, rounded to hundredths. */
  SvgText number(double value) {
    long hundredths = Math.round(value * 100);
    if (hundredths < 0) {
      text.append('-');
    }
    long size = Math.abs(hundredths);
    text.append(size / 100);
    if (size % 100 != 0) {
      text.append('.').append(size / 10 % 10);
      if (size % 10 != 0) {
        text.append(size % 10);
      }
    }
    return this;
  }

  /** Appends a colour as #rrggbb. */
  SvgText colour(int rgb) {
    text.append('#').append(Integer.toHexString(0x1000000 | rgb), 1, 7);
    return this;
  }

  /** Appends text that may have characters which XML takes for markup. */
  SvgText content(String content) {
    for (int i = 0; i < content.length(); i++) {
      char next = content.charAt(i);
      switch (next) {
        case '<' -> text.append("&lt;");
        case '>' -> text.append("&gt;");
        case '&' -> text.append("&amp;");
        case '"' -> text.append("&quot;");
        default -> text.append(next);
      }
    }
    return piece();
  }

  /** Appends a file, as a data address has it. */
  SvgText base64(byte[] file) {
    send();
    send(Base64.getEncoder().encode(file));
    return this;
  }

  /** Sends what was appended. A builder that held one wide character keeps all of them wide. */
  void send() {
    send(text.toString().getBytes(StandardCharsets.UTF_8));
    text = new StringBuilder(PIECE + 1024);
  }

  private SvgText piece() {
    if (text.length() > PIECE) {
      send();
    }
    return this;
  }

  private void send(byte[] bytes) {
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
