package attention.picture;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A PNG file (ISO/IEC 15948) that is written line by line. Each line is stored as its difference to
 * the line above, which is nothing within a cell, and compressed as fast as possible: an encoder
 * that tries filters takes several times as long as the drawing.
 */
final class PngFile implements AutoCloseable {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int PIECE = 32 * 1024;
  private static final byte UP = 2;
  private static final byte BITS = 8;
  private static final byte TRUE_COLOUR = 2;
  private static final byte INDEXED = 3;

  /** 192 to the inch. */
  private static final int PIXELS_PER_METRE = 7559;

  private final DataOutputStream out;
  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
  private final byte[] packed = new byte[PIECE];
  private final byte[] before;
  private final byte[] filtered;
  private int length;

  private PngFile(OutputStream out, int lineBytes) {
    this.out = new DataOutputStream(out);
    this.before = new byte[lineBytes];
    this.filtered = new byte[lineBytes + 1];
    this.filtered[0] = UP;
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
    for (int i = 0; i < before.length; i++) {
      filtered[i + 1] = (byte) (line[i] - before[i]);
    }
    System.arraycopy(line, 0, before, 0, before.length);
    deflater.setInput(filtered);
    while (!deflater.needsInput()) {
      deflate();
    }
  }

  private void deflate() throws IOException {
    length += deflater.deflate(packed, length, packed.length - length);
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
    deflater.finish();
    while (!deflater.finished()) {
      deflate();
    }
    chunk("IDAT", packed, length);
    chunk("IEND", packed, 0);
    out.flush();
  }

  @Override
  public void close() {
    deflater.end();
  }
}
