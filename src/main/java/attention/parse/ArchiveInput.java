package attention.parse;

import attention.problem.FaultCode;
import attention.problem.Faults;
import attention.problem.Pointer;
import attention.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;

/** The bytes of an archive, which are counted as they are unpacked. */
final class ArchiveInput {

  private static final int BUFFER = 8 * 1024;

  private final InputStream body;
  private final UnpackedLimit limit;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int end;

  ArchiveInput(InputStream body, UnpackedLimit limit) {
    this.body = body;
    this.limit = limit;
  }

  UnpackedLimit limit() {
    return limit;
  }

  private boolean fill() throws IOException {
    if (position == end) {
      position = 0;
      end = Math.max(0, body.read(buffer, 0, buffer.length));
    }
    return position < end;
  }

  /** Reads some bytes; −1 at the end. */
  int read(byte[] target, int offset, int length) throws IOException {
    if (!fill()) {
      return -1;
    }
    int read = Math.min(length, end - position);
    System.arraycopy(buffer, position, target, offset, read);
    position += read;
    return read;
  }

  /** Reads exactly so many bytes. */
  byte[] bytes(int count) throws IOException {
    byte[] bytes = new byte[count];
    for (int filled = 0; filled < count; ) {
      int read = read(bytes, filled, count - filled);
      if (read < 0) {
        throw cut();
      }
      filled += read;
    }
    return bytes;
  }

  /** Reads an unsigned number of up to eight bytes, the lowest first. */
  long number(int count) throws IOException {
    return number(bytes(count), 0, count);
  }

  static long number(byte[] bytes, int offset, int count) {
    long number = 0;
    for (int i = count - 1; i >= 0; i--) {
      number = number << Byte.SIZE | Byte.toUnsignedLong(bytes[offset + i]);
    }
    return number;
  }

  /** Gives an inflater what there is. */
  void feed(Inflater inflater) throws IOException {
    if (!fill()) {
      throw cut();
    }
    inflater.setInput(buffer, position, end - position);
    position = end;
  }

  /** Takes back what an inflater that is finished has left. */
  void takeBack(Inflater inflater) {
    position = end - inflater.getRemaining();
  }

  /** Reads to the end, and returns the last bytes. */
  byte[] last(byte[] first, int count) throws IOException {
    byte[] last = new byte[count];
    System.arraycopy(first, 0, last, count - first.length, first.length);
    while (fill()) {
      int read = Math.min(count, end - position);
      System.arraycopy(last, read, last, 0, count - read);
      System.arraycopy(buffer, position, last, count - read, read);
      position += read;
    }
    return last;
  }

  private static ProblemException cut() {
    return refusal("a whole archive", "one that ends before its directory. Send it whole");
  }

  /** The refusal of what is not such an archive. */
  static ProblemException refusal(String expected, String found) {
    return Faults.single(
        FaultCode.INVALID_NPZ, Pointer.ROOT, "Expected %s, found %s.".formatted(expected, found));
  }
}
