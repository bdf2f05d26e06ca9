package attention.parse;

import attention.problem.FaultCode;
import attention.problem.Faults;
import attention.problem.Pointer;
import attention.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Passes on a body as long as it is UTF-8 (RFC 3629, section 4). The parser decodes leniently and
 * turns overlong forms into other characters, which a filter in front of the service may not have
 * seen. The bytes before an invalid sequence are passed on, so that the parser finds a fault in
 * them first.
 */
final class Utf8InputStream extends InputStream {

  private static final int FIRST_HIGH = 0x80;
  private static final int LAST_CONTINUATION = 0xBF;

  /** The first byte that is a printable character in Latin-1. */
  private static final int FIRST_PRINTABLE = 0xA0;

  private final RowScanner body;
  private long passed;
  private boolean invalid;

  /** The first byte of the last sequence, and its position in the body. */
  private int lead;

  private long position;

  /** How many bytes the last sequence lacks, and the range of the next one. */
  private int missing;

  private int least = FIRST_HIGH;
  private int most = LAST_CONTINUATION;

  /**
   * @param body takes numbers, which are ASCII, from under the parser
   */
  Utf8InputStream(RowScanner body) {
    this.body = body;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (invalid) {
      throw refusal();
    }
    int count = body.read(buffer, offset, length);
    if (count <= 0) {
      return count;
    }
    int valid = check(buffer, offset, offset + count) - offset;
    passed += count;
    invalid = valid < count;
    if (valid == 0) {
      throw refusal();
    }
    return valid;
  }

  /** The start of the first invalid sequence; {@code to} if there is none. */
  private int check(byte[] bytes, int from, int to) {
    if (missing == 0 && isAscii(bytes, from, to)) {
      return to;
    }
    int begun = from;
    for (int at = from; at < to; at++) {
      int next = bytes[at] & 0xFF;
      if (missing > 0) {
        if (next < least || next > most) {
          return begun;
        }
        missing--;
        least = FIRST_HIGH;
        most = LAST_CONTINUATION;
      } else if (next >= FIRST_HIGH) {
        begun = at;
        begin(next, passed + body.taken() + at - from);
        if (missing == 0) {
          return begun;
        }
      }
    }
    return to;
  }

  private static boolean isAscii(byte[] bytes, int from, int to) {
    int all = 0;
    for (int at = from; at < to; at++) {
      all |= bytes[at];
    }
    return all >= 0;
  }

  /** Begins a sequence; nothing is missing if no sequence begins with this byte. */
  private void begin(int first, long at) {
    lead = first;
    position = at;
    missing = first < 0xC2 || first > 0xF4 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
    least =
        switch (first) {
          case 0xE0 -> 0xA0;
          case 0xF0 -> 0x90;
          default -> FIRST_HIGH;
        };
    most =
        switch (first) {
          case 0xED -> 0x9F;
          case 0xF4 -> 0x8F;
          default -> LAST_CONTINUATION;
        };
  }

  private ProblemException refusal() {
    String elsewhere =
        lead < FIRST_PRINTABLE
            ? "Windows-1252 and other encodings of a single byte"
            : "Latin-1 (ISO 8859-1), where it is '%c',".formatted(lead);
    return Faults.single(
        FaultCode.INVALID_TEXT,
        Pointer.ROOT,
        "Expected text in UTF-8 (RFC 3629), found the byte 0x%02X at position %d, where no valid sequence begins. Text in %s must be encoded as UTF-8."
            .formatted(lead, position, elsewhere));
  }
}
