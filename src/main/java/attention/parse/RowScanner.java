package attention.parse;

import attention.decimal.PlainNumber;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;

/**
 * The body as the parser reads it, in portions that end with an opening bracket. The numbers that
 * follow can be consumed directly from the buffer as long as they are plain, as nearly all are, and
 * followed by another number or the end of the array. At anything else the parser resumes as if the
 * array began there, so the parser alone decides what is JSON.
 */
final class RowScanner extends InputStream {

  /** How many bytes are examined together; a longer number is not plain. */
  private static final int REACH = PlainNumber.WINDOW + PlainNumber.SLACK;

  private final InputStream body;
  private final byte[] bytes;
  private int next;
  private int end;
  private boolean ended;
  private long passed;
  private long taken;
  private boolean inStep;

  /** Where the row begins, as the parser counts lines and columns. */
  private int line;

  private int column;

  /** What the parser has not seen: whole lines, and columns of its current line. */
  private int linesTaken;

  private int columnsTaken;

  /**
   * @param room has {@link #room} bytes for what is read at once
   */
  RowScanner(InputStream body, byte[] room) {
    this.body = body;
    this.bytes = room;
  }

  /** The room for a piece of so many bytes. */
  static int room(int piece) {
    return Math.max(piece, 2 * REACH) + PlainNumber.SLACK;
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
    int room = bytes.length - PlainNumber.SLACK - end;
    int read = ended ? -1 : body.read(bytes, end, room);
    ended = read < 0;
    end += Math.max(read, 0);
    bytes[end] = 0;
  }

  /** Notes that the parser has just read the bracket that opens an array of numbers. */
  void begin(JsonParser parser) {
    TokenStreamLocation here = parser.currentLocation();
    inStep = here.getByteOffset() == passed;
    if (here.getLineNr() != line) {
      line = here.getLineNr();
      columnsTaken = 0;
    }
    column = here.getColumnNr();
  }

  /**
   * Takes the next numbers of the array, as long as they are plain and there is room for them.
   *
   * @param into gets them, from {@code from} on
   * @return where they end
   */
  int take(double[] into, int from) {
    int to = from;
    for (boolean more = inStep; more; ) {
      int before = to;
      reach();
      to = takeInReach(into, before);
      more = to > before && to < into.length;
    }
    return to;
  }

  /** Reads on unless a whole number is in the buffer. */
  private void reach() {
    try {
      if (end - next < REACH && !ended) {
        fill();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int takeInReach(double[] into, int from) {
    int most = ended ? end : end - REACH + 1;
    int index = from;
    for (boolean more = true; more & index < into.length & next < most; ) {
      int before = index;
      index = next + REACH <= end ? takeWindow(into, index) : index;
      if (index == before) {
        index = takeSpaced(into, index);
        more = index > before;
      }
    }
    return index;
  }

  /** Takes numbers that are each followed by a comma, or a comma and a space. */
  private int takeWindow(double[] into, int from) {
    int start = next;
    int at = start;
    int index = from;
    for (long commas = PlainNumber.commas(bytes, start);
        commas != 0 & index < into.length;
        commas &= commas - 1) {
      int comma = start + Long.numberOfTrailingZeros(commas);
      int to = comma + (bytes[comma + 1] == ' ' ? 2 : 1);
      if (!PlainNumber.readShort(bytes, at, comma, into, index) || !beginsNumber(to)) {
        break;
      }
      at = to;
      index++;
    }
    pass(at);
    return index;
  }

  private boolean beginsNumber(int at) {
    return bytes[at] == '-' | PlainNumber.isDigit(bytes[at]);
  }

  /** Takes a number with any space around it, if it is plain. */
  private int takeSpaced(double[] into, int index) {
    int start = skipSpace(next);
    int after = PlainNumber.read(bytes, start, into, index);
    int delimiter = skipSpace(after);
    int to = bytes[delimiter] == ',' ? skipSpace(delimiter + 1) : delimiter;
    boolean plain = to == delimiter ? bytes[to] == ']' : beginsNumber(to);
    if (after == start || !plain || to >= end) {
      return index;
    }
    passLines(to);
    pass(to);
    return index + 1;
  }

  private int skipSpace(int from) {
    int at = from;
    while (bytes[at] == ' ' || bytes[at] == '\n') {
      at++;
    }
    return at;
  }

  private void pass(int to) {
    columnsTaken += to - next;
    taken += to - next;
    next = to;
  }

  private void passLines(int to) {
    for (int at = next; at < to; at++) {
      if (bytes[at] == '\n') {
        linesTaken++;
        columnsTaken = next - at - column;
      }
    }
  }

  /** How many bytes the parser has not seen. */
  long taken() {
    return taken;
  }

  /** A position in the body, for a message, from one that the parser counts. */
  String position(TokenStreamLocation place) {
    return "line %d, column %d"
        .formatted(
            place.getLineNr() + linesTaken,
            place.getColumnNr() + (place.getLineNr() == line ? columnsTaken : 0));
  }
}
