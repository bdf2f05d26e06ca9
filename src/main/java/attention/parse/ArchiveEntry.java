package attention.parse;

import attention.problem.ProblemException;
import attention.problem.Quoted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * An entry of an archive (ZIP, APPNOTE 6.3.10, section 4.3.7), unpacked as it is read. The length
 * of a stored entry may follow it; what is read then says where it ends.
 */
final class ArchiveEntry extends InputStream {

  private static final int ENCRYPTED = 1 | 1 << 6 | 1 << 13;
  private static final int DESCRIBED_BEHIND = 1 << 3;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;
  private static final int TIMES = 4;
  private static final int LARGE_SIZES = 1;
  private static final long IN_LARGE_SIZES = 0xFFFFFFFFL;
  private static final long DESCRIPTOR = 0x08074B50;
  private static final int PIECE = 4 * 1024;
  private static final int LONGEST_NAME = 200;

  private final ArchiveInput input;
  private final Inflater inflater;
  private final CRC32 crc = new CRC32();
  private final byte[] one = new byte[1];
  private final boolean deflated;
  private final boolean describedBehind;
  private final long givenCrc;
  private final String name;
  private final boolean largeSizes;
  private final long size;
  private long count;

  /**
   * Reads the header, whose signature was read.
   *
   * @param inflater that of the archive, reset
   */
  ArchiveEntry(ArchiveInput input, Inflater inflater) throws IOException {
    this.input = input;
    this.inflater = inflater;
    input.number(Short.BYTES);
    long flags = input.number(Short.BYTES);
    long method = input.number(Short.BYTES);
    input.bytes(TIMES);
    this.givenCrc = input.number(Integer.BYTES);
    input.number(Integer.BYTES);
    long shortSize = input.number(Integer.BYTES);
    int nameLength = (int) input.number(Short.BYTES);
    int extraLength = (int) input.number(Short.BYTES);
    this.name = name(input.bytes(nameLength));
    long large = largeSize(input.bytes(extraLength));
    this.deflated = method == DEFLATED;
    this.describedBehind = (flags & DESCRIBED_BEHIND) != 0;
    this.largeSizes = large >= 0;
    this.size =
        describedBehind ? -1 : shortSize == IN_LARGE_SIZES && largeSizes ? large : shortSize;
    if ((flags & ENCRYPTED) != 0) {
      throw refusal("an entry that is not encrypted", "an encrypted one. Save it without password");
    }
    if (method != STORED && !deflated) {
      throw refusal(
          "an entry as numpy.savez or numpy.savez_compressed writes it",
          "one of compression method %d".formatted(method));
    }
  }

  private static String name(byte[] bytes) {
    if (bytes.length > LONGEST_NAME) {
      throw ArchiveInput.refusal(
          "names of at most %d bytes".formatted(LONGEST_NAME), "a longer one");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The unpacked size in a ZIP64 field (section 4.5.3); −1 if there is none. */
  private static long largeSize(byte[] extra) {
    for (int at = 0; at + 4 <= extra.length; ) {
      int length = (int) ArchiveInput.number(extra, at + Short.BYTES, Short.BYTES);
      boolean holds = length >= Long.BYTES && at + 4 + length <= extra.length;
      if (ArchiveInput.number(extra, at, Short.BYTES) == LARGE_SIZES && holds) {
        return Math.max(0, ArchiveInput.number(extra, at + 4, Long.BYTES));
      }
      at += 4 + length;
    }
    return -1;
  }

  String name() {
    return name;
  }

  /** How many bytes were read of it. */
  long count() {
    return count;
  }

  /** Refuses so many bytes more if the entry or the archive cannot have them. */
  void announce(long bytes) {
    if (size >= 0 && bytes != size - count) {
      throw refusal(
          "%d bytes of elements, as the shape says".formatted(bytes),
          Long.toString(Math.max(0, size - count)));
    }
    input.limit().require(bytes);
  }

  @Override
  public int read() throws IOException {
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read =
        length == 0 ? 0 : deflated ? inflate(target, offset, length) : copy(target, offset, length);
    if (read > 0) {
      count += read;
      input.limit().count(read);
      crc.update(target, offset, read);
    }
    return read;
  }

  /** Reads so many bytes that nobody needs. */
  void pass(long bytes) throws IOException {
    if (bytes > 0) {
      announce(bytes);
    }
    byte[] passed = new byte[(int) Math.min(bytes, PIECE)];
    for (long rest = bytes; rest > 0; ) {
      int read = read(passed, 0, (int) Math.min(rest, PIECE));
      if (read < 0) {
        throw refusal("%d bytes more, as the shape says".formatted(rest), "the end");
      }
      rest -= read;
    }
  }

  private int copy(byte[] target, int offset, int length) throws IOException {
    long most = size < 0 ? length : Math.min(length, size - count);
    return most == 0 ? -1 : input.read(target, offset, (int) most);
  }

  private int inflate(byte[] target, int offset, int length) throws IOException {
    try {
      while (!inflater.finished()) {
        int read = inflater.inflate(target, offset, length);
        if (read > 0) {
          return read;
        }
        if (inflater.needsDictionary()) {
          throw damaged();
        }
        if (inflater.needsInput() && !inflater.finished()) {
          input.feed(inflater);
        }
      }
      return -1;
    } catch (DataFormatException e) {
      throw damaged();
    }
  }

  /** Checks that it was read to its end, and that it is what was packed. */
  void end() throws IOException {
    if ((deflated || size >= 0) && read() >= 0) {
      throw refusal("as many elements as the shape says", "more");
    }
    if (deflated) {
      input.takeBack(inflater);
    }
    long packedCrc = describedBehind ? descriptor() : givenCrc;
    if (packedCrc != crc.getValue()) {
      throw damaged();
    }
  }

  /** Reads the data descriptor (section 4.3.9), and returns the checksum in it. */
  private long descriptor() throws IOException {
    long first = input.number(Integer.BYTES);
    long packedCrc = first == DESCRIPTOR ? input.number(Integer.BYTES) : first;
    int width = largeSizes ? Long.BYTES : Integer.BYTES;
    input.number(width);
    if (input.number(width) != count) {
      throw damaged();
    }
    return packedCrc;
  }

  private ProblemException damaged() {
    return refusal("the bytes that were packed", "others: the archive is damaged. Send it again");
  }

  private ProblemException refusal(String expected, String found) {
    return ArchiveInput.refusal(
        expected, "%s, in the entry \"%s\"".formatted(found, Quoted.of(name)));
  }
}
