package attention.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;

/**
 * A body on its way to the parser, which gets it in portions that end with an opening bracket: what
 * follows can be taken from under it, number by number, while it is as plain as numbers nearly
 * always are. Whatever is not plain is left to the parser, which then sees an array that begins
 * with it; so the parser alone says what is JSON.
 *
 * <p>A plain number has digits that float64 holds exactly and a power of ten that it holds exactly,
 * so that one multiplication or division gives the nearest float64 (W. D. Clinger, How to read
 * floating point numbers accurately, 1990, section 3). Behind it stands another number or the end.
 */
final class RowScanner extends InputStream {

  /** As many bytes are looked at together; a longer number is not plain. */
  private static final int REACH = 64;

  private static final int MOST_DIGITS = 18;
  private static final long LARGEST_EXACT = 1L << 53;

  /** The powers of ten that float64 holds exactly. */
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private final InputStream body;
  private final byte[] bytes;
  private int next;
  private int end;
  private boolean ended;
  private long passed;
  private long taken;
  private double number;
  private boolean inStep;

  /** Where the parser stood when the row began, as it counts. */
  private int line;

  private int column;

  /** What the parser has not seen: whole lines, and columns of its present line. */
  private int linesTaken;

  private int columnsTaken;

  /**
   * @param piece how many bytes are read at once
   */
  RowScanner(InputStream body, int piece) {
    this.body = body;
    this.bytes = new byte[Math.max(piece, 2 * REACH) + 1 + 2 * Long.BYTES];
  }

  /** The first bytes, up to {@code count}, which are not taken. */
  byte[] first(int count) throws IOException {
    fill();
    return Arrays.copyOf(bytes, Math.min(count, end));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (next == end) {
      fill();
    }
    int most = Math.min(length, end - next);
    int count = 0;
    while (count < most && bytes[next + count++] != '[') {}
    System.arraycopy(bytes, next, buffer, offset, count);
    next += count;
    passed += count;
    return count == 0 && length > 0 ? -1 : count;
  }

  /** Reads on, so that what is left of the bytes is followed by more, and by a zero. */
  private void fill() throws IOException {
    System.arraycopy(bytes, next, bytes, 0, end - next);
    end -= next;
    next = 0;
    int room = bytes.length - 1 - 2 * Long.BYTES - end;
    int read = ended ? -1 : body.read(bytes, end, room);
    ended = read < 0;
    end += Math.max(read, 0);
    bytes[end] = 0;
  }

  /** Tells that the parser has just met the bracket that opens an array of numbers. */
  void begin(JsonParser parser) {
    TokenStreamLocation here = parser.currentLocation();
    inStep = here.getByteOffset() == passed;
    if (here.getLineNr() != line) {
      line = here.getLineNr();
      columnsTaken = 0;
    }
    column = here.getColumnNr();
  }

  /** Takes the next number of the array; NaN, and nothing is taken, if it is not plain. */
  double take() {
    try {
      if (end - next < REACH && !ended) {
        fill();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    int start = skipSpace(next);
    int after = inStep ? readNumber(start) : -1;
    if (after < 0) {
      return Double.NaN;
    }
    int delimiter = skipSpace(after);
    int to = bytes[delimiter] == ',' ? skipSpace(delimiter + 1) : delimiter;
    boolean plain = to == delimiter ? bytes[to] == ']' : bytes[to] == '-' | isDigit(to);
    if (!plain || to >= end) {
      return Double.NaN;
    }
    pass(to, start > next || delimiter > after || to > delimiter + 1);
    return number;
  }

  private int skipSpace(int from) {
    int at = from;
    while (bytes[at] == ' ' || bytes[at] == '\n') {
      at++;
    }
    return at;
  }

  private boolean isDigit(int at) {
    return bytes[at] >= '0' && bytes[at] <= '9';
  }

  /** Reads a plain number and returns where it ends; −1 if it is none. */
  private int readNumber(int from) {
    int minus = bytes[from] == '-' ? 1 : 0;
    int start = from + minus;
    long digits = 0;
    int at = start;
    for (; isDigit(at); at++) {
      digits = 10 * digits + bytes[at] - '0';
    }
    int count = at - start;
    if (count == 0 || count > 1 && bytes[start] == '0') {
      return -1;
    }
    int places = 0;
    if (bytes[at] == '.') {
      long first = Decimals.at(bytes, at + 1);
      long second = Decimals.at(bytes, at + 1 + Long.BYTES);
      int firstCount = Decimals.count(first);
      int secondCount = firstCount == Long.BYTES ? Decimals.count(second) : 0;
      digits = Decimals.append(Decimals.append(digits, first, firstCount), second, secondCount);
      places = firstCount + secondCount;
      at += 1 + places;
      if (places == 0) {
        return -1;
      }
    }
    if (count + places > MOST_DIGITS || digits > LARGEST_EXACT || (bytes[at] | ' ') == 'e') {
      return -1;
    }
    long size = Double.doubleToRawLongBits(digits / POWERS[places]);
    number = Double.longBitsToDouble(size | (long) minus << Long.SIZE - 1);
    return at;
  }

  private void pass(int to, boolean spaced) {
    int newline = -1;
    for (int at = next; spaced && at < to; at++) {
      if (bytes[at] == '\n') {
        linesTaken++;
        newline = at;
      }
    }
    columnsTaken = newline < 0 ? columnsTaken + to - next : to - newline - column;
    taken += to - next;
    next = to;
  }

  /** How many bytes the parser has not seen. */
  long taken() {
    return taken;
  }

  /** A place as the parser counts, in words and as the body has it. */
  String position(TokenStreamLocation place) {
    return "line %d, column %d"
        .formatted(
            place.getLineNr() + linesTaken,
            place.getColumnNr() + (place.getLineNr() == line ? columnsTaken : 0));
  }
}
