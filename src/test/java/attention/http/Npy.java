package attention.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** NumPy files (NEP 1), byte by byte. */
public final class Npy {

  public static final String MEDIA_TYPE = "application/x-npy";

  private Npy() {}

  /** A matrix of float32 as numpy.save writes it. */
  public static byte[] floats(int rows, int columns, float... numbers) {
    ByteBuffer data = littleEndian(numbers.length * Float.BYTES);
    for (float number : numbers) {
      data.putFloat(number);
    }
    return matrix("<f4", rows, columns, data);
  }

  /** A matrix of float64 as numpy.save writes it. */
  public static byte[] doubles(int rows, int columns, double... numbers) {
    ByteBuffer data = littleEndian(numbers.length * Double.BYTES);
    for (double number : numbers) {
      data.putDouble(number);
    }
    return matrix("<f8", rows, columns, data);
  }

  private static byte[] matrix(String type, int rows, int columns, ByteBuffer data) {
    return array(type, "(%d, %d)".formatted(rows, columns), data.array());
  }

  /** Any array as numpy.save writes it, in C order. */
  public static byte[] array(String type, String shape, byte[] data) {
    String header = "{'descr': '%s', 'fortran_order': False, 'shape': %s, }".formatted(type, shape);
    return file(1, header, data);
  }

  /** A string as numpy.save writes it. */
  public static byte[] text(String text) {
    byte[] data = text.getBytes(Charset.forName("UTF-32LE"));
    return array("<U" + data.length / Integer.BYTES, "()", data);
  }

  /** A vector of integers as numpy.save writes it. */
  public static byte[] integers(long... numbers) {
    ByteBuffer data = littleEndian(numbers.length * Long.BYTES);
    for (long number : numbers) {
      data.putLong(number);
    }
    return array("<i8", "(%d,)".formatted(numbers.length), data.array());
  }

  /** A vector of booleans as numpy.save writes it. */
  public static byte[] flags(boolean... flags) {
    byte[] data = new byte[flags.length];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) (flags[i] ? 1 : 0);
    }
    return array("|b1", "(%d,)".formatted(flags.length), data);
  }

  /** A file with any header of format 1.0 or 2.0. */
  public static byte[] file(int version, String header, byte[] data) {
    int before = version == 1 ? 10 : 12;
    int length = (before + header.length() + 1 + 63) / 64 * 64;
    String padded = header + " ".repeat(length - before - header.length() - 1) + "\n";
    ByteBuffer lengthOfText = littleEndian(Integer.BYTES).putInt(padded.length());
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    file.write(lengthOfText.array(), 0, before - 8);
    file.writeBytes(padded.getBytes(StandardCharsets.US_ASCII));
    file.writeBytes(data);
    return file.toByteArray();
  }

  public static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
