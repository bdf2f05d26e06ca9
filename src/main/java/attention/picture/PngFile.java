package attention.picture;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A PNG file (ISO/IEC 15948) that is written line by line. Each line is stored as its difference to
 * the line above, and compressed as fast as possible: an encoder that tries filters takes several
 * times as long as the drawing.
 *
 * <p>Within a cell that difference is nothing. Such lines are compressed once and copied, between
 * full flushes, after which nothing refers to what is before (RFC 1951, section 3.2).
 */
final class PngFile implements AutoCloseable {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int PIECE = 32 * 1024;

  /** Deflate with a window of 32 kB (RFC 1950, section 2.2), fastest. */
  private static final byte[] ZLIB = {0x78, 0x01};

  /** For fewer bytes in equal lines, a flush adds more to the file than the time is worth. */
  private static final int LEAST_COPIED = 32 * 1024;

  private static final byte UP = 2;
  private static final byte BITS = 8;
  private static final byte TRUE_COLOUR = 2;
  private static final byte INDEXED = 3;

  /** 192 to the inch. */
  private static final int PIXELS_PER_METRE = 7559;

  private final DataOutputStream out;
  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
  private final Adler32 sum = new Adler32();
  private final byte[] packed = new byte[PIECE];
  private final byte[] before;
  private final byte[] filtered;
  private final byte[] same;
  private final byte[] samePacked;
  private int length;

  /** How many lines were equal to the last that was compressed. */
  private int repeated;

  private PngFile(OutputStream out, int lineBytes) {
    this.out = new DataOutputStream(out);
    this.before = new byte[lineBytes];
    this.filtered = new byte[lineBytes + 1];
    this.same = new byte[lineBytes + 1];
    this.filtered[0] = UP;
    this.same[0] = UP;
    this.samePacked = packed(same);
    System.arraycopy(ZLIB, 0, packed, 0, ZLIB.length);
    this.length = ZLIB.length;
  }

  /** What can stand wherever nothing is left of what is before it. */
  private static byte[] packed(byte[] line) {
    try (Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true)) {
      byte[] packed = new byte[line.length + 64];
      deflater.setInput(line);
      int length = deflater.deflate(packed, 0, packed.length, Deflater.FULL_FLUSH);
      return Arrays.copyOf(packed, length);
    }
  }

  /** A file whose lines have three bytes a pixel: red, green and blue. */
  static PngFile trueColour(OutputStream out, int width, int height) throws IOException {
    PngFile file = new PngFile(out, 3 * width);
    file.header(width, height, TRUE_COLOUR);
    byte[] density = {
      0,
      0,
      (byte) (PIXELS_PER_METRE >> 8),
      (byte) PIXELS_PER_METRE,
      0,
      0,
      (byte) (PIXELS_PER_METRE >> 8),
      (byte) PIXELS_PER_METRE,
      1
    };
    file.chunk("pHYs", density, density.length);
    return file;
  }

  /** A file whose lines have one byte a pixel: the index of a colour. */
  static PngFile indexed(OutputStream out, int width, int height, Palette palette)
      throws IOException {
    PngFile file = new PngFile(out, width);
    file.header(width, height, INDEXED);
    byte[] colours = palette.bytes();
    file.chunk("PLTE", colours, colours.length);
    return file;
  }

  private void header(int width, int height, byte kind) throws IOException {
    out.write(SIGNATURE);
    byte[] header = {
      (byte) (width >> 24),
      (byte) (width >> 16),
      (byte) (width >> 8),
      (byte) width,
      (byte) (height >> 24),
      (byte) (height >> 16),
      (byte) (height >> 8),
      (byte) height,
      BITS,
      kind,
      0,
      0,
      0
    };
    chunk("IHDR", header, header.length);
  }

  /** Adds the next line. */
  void line(byte[] line) throws IOException {
    if (Arrays.equals(line, before)) {
      repeated++;
      return;
    }
    repeat();
    for (int i = 0; i < before.length; i++) {
      filtered[i + 1] = (byte) (line[i] - before[i]);
    }
    System.arraycopy(line, 0, before, 0, before.length);
    add(filtered);
  }

  /** Adds the lines that were equal to the last. */
  private void repeat() throws IOException {
    boolean copies = (long) repeated * same.length >= LEAST_COPIED;
    if (copies) {
      deflate(Deflater.FULL_FLUSH);
    }
    for (; repeated > 0; repeated--) {
      if (copies) {
        sum.update(same);
        put(samePacked);
      } else {
        add(same);
      }
    }
  }

  private void add(byte[] line) throws IOException {
    sum.update(line);
    deflater.setInput(line);
    deflate(Deflater.NO_FLUSH);
  }

  /** Compresses what is there, until there is room left in the piece. */
  private void deflate(int flush) throws IOException {
    do {
      sendFull();
      length += deflater.deflate(packed, length, packed.length - length, flush);
    } while (length == packed.length);
  }

  private void put(byte[] bytes) throws IOException {
    for (int at = 0; at < bytes.length; ) {
      sendFull();
      int part = Math.min(bytes.length - at, packed.length - length);
      System.arraycopy(bytes, at, packed, length, part);
      length += part;
      at += part;
    }
  }

  private void sendFull() throws IOException {
    if (length == packed.length) {
      chunk("IDAT", packed, length);
      length = 0;
    }
  }

  private void chunk(String type, byte[] data, int bytes) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(name);
    sum.update(data, 0, bytes);
    out.writeInt(bytes);
    out.write(name);
    out.write(data, 0, bytes);
    out.writeInt((int) sum.getValue());
  }

  /** Ends the file. */
  void end() throws IOException {
    repeat();
    deflater.finish();
    deflate(Deflater.NO_FLUSH);
    put(ByteBuffer.allocate(Integer.BYTES).putInt((int) sum.getValue()).array());
    chunk("IDAT", packed, length);
    chunk("IEND", packed, 0);
    out.flush();
  }

  @Override
  public void close() {
    deflater.end();
  }
}
