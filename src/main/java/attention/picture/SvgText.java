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
  private final byte[] piece = new byte[PIECE];
  private int length;

  SvgText(OutputStream out) {
    this.out = out;
  }

  /** Appends ASCII that needs no escape. */
  SvgText markup(String markup) {
    room(markup.length());
    for (int i = 0; i < markup.length(); i++) {
      piece[length++] = (byte) markup.charAt(i);
    }
    return this;
  }

  /** Appends bytes that were escaped before. */
  SvgText bytes(byte[] bytes) {
    if (bytes.length > PIECE) {
      send();
      send(bytes, bytes.length);
      return this;
    }
    room(bytes.length);
    System.arraycopy(bytes, 0, piece, length, bytes.length);
    length += bytes.length;
    return this;
  }

  SvgText integer(long value) {
    return signed(value, new Decimal(Math.abs(value), 0));
  }

  /** Appends a number, rounded to hundredths. */
  SvgText number(double value) {
    long hundredths = Math.round(value * 100);
    return signed(hundredths, new Decimal(Math.abs(hundredths), 2).stripped());
  }

  /** With the minus sign of programs, which is not that of readers. */
  private SvgText signed(long sign, Decimal size) {
    markup(sign < 0 ? "-" : "").room(Decimal.LONGEST);
    length = size.writePlain(piece, length);
    return this;
  }

  /** Appends a number for readers. */
  SvgText number(Decimal number) {
    room(Decimal.LONGEST);
    length = number.write(piece, length);
    return this;
  }

  /** Appends a colour as #rrggbb. */
  SvgText colour(int rgb) {
    return markup(Palette.name(rgb));
  }

  /** Appends text that may have characters which XML takes for markup. */
  SvgText content(String content) {
    return bytes(escaped(content).getBytes(StandardCharsets.UTF_8));
  }

  /** Such text as it is written. */
  static String escaped(String content) {
    return content
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** Appends a file, as a data address has it. */
  SvgText base64(byte[] file) {
    return bytes(Base64.getEncoder().encode(file));
  }

  private void room(int bytes) {
    if (PIECE - length < bytes) {
      send();
    }
  }

  /** Sends what was appended. */
  void send() {
    send(piece, length);
    length = 0;
  }

  private void send(byte[] bytes, int count) {
    try {
      out.write(bytes, 0, count);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
