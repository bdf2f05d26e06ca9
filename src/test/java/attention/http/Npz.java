package attention.http;

import static attention.http.Npy.littleEndian;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives of NumPy files. */
public final class Npz {

  public static final String MEDIA_TYPE = "application/x-npz";

  private final List<Entry> entries = new ArrayList<>();

  private record Entry(String name, byte[] bytes) {

    long crc() {
      CRC32 crc = new CRC32();
      crc.update(bytes);
      return crc.getValue();
    }
  }

  /** Adds an array under this name, without the suffix. */
  public Npz with(String name, byte[] array) {
    return withFile(name + ".npy", array);
  }

  /** Adds the JSON of the other members. */
  public Npz withRequest(String json) {
    return with("request", Npy.text(json));
  }

  /** Adds any file. */
  public Npz withFile(String name, byte[] bytes) {
    entries.add(new Entry(name, bytes));
    return this;
  }

  /** As numpy.savez writes it to a file. */
  public byte[] stored() {
    return zip(ZipEntry.STORED);
  }

  /** As numpy.savez_compressed writes it. */
  public byte[] deflated() {
    return zip(ZipEntry.DEFLATED);
  }

  private byte[] zip(int method) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Entry entry : entries) {
        ZipEntry header = new ZipEntry(entry.name);
        header.setMethod(method);
        header.setSize(entry.bytes.length);
        header.setCrc(entry.crc());
        zip.putNextEntry(header);
        zip.write(entry.bytes);
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** As numpy.savez writes it to a stream: stored, with the lengths behind each entry. */
  public byte[] streamed() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Entry entry : entries) {
      bytes.writeBytes(header(entry.name, 1 << 3, ZipEntry.STORED));
      bytes.writeBytes(entry.bytes);
      bytes.writeBytes(
          littleEndian(16)
              .putInt(0x08074B50)
              .putInt((int) entry.crc())
              .putInt(entry.bytes.length)
              .putInt(entry.bytes.length)
              .array());
    }
    bytes.writeBytes(end(entries.size()));
    return bytes.toByteArray();
  }

  /** One entry with any flags and method; its lengths are 0. */
  public static byte[] single(String name, int flags, int method, byte[] packed) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(header(name, flags, method));
    bytes.writeBytes(packed);
    bytes.writeBytes(end(1));
    return bytes.toByteArray();
  }

  private static byte[] header(String name, int flags, int method) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    return littleEndian(30 + text.length)
        .putInt(0x04034B50)
        .putShort((short) 20)
        .putShort((short) flags)
        .putShort((short) method)
        .position(26)
        .putShort((short) text.length)
        .putShort((short) 0)
        .put(text)
        .array();
  }

  private static byte[] end(int entries) {
    return littleEndian(22)
        .putInt(0x06054B50)
        .position(8)
        .putShort((short) entries)
        .putShort((short) entries)
        .array();
  }

  /** What so many bytes of zeros are after these, deflated. */
  public static byte[] deflate(byte[] first, long zeros) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    byte[] piece = new byte[64 * 1024];
    deflater.setInput(first);
    drain(deflater, packed);
    for (long rest = zeros; rest > 0; rest -= piece.length) {
      deflater.setInput(piece, 0, (int) Math.min(rest, piece.length));
      drain(deflater, packed);
    }
    deflater.finish();
    drain(deflater, packed);
    deflater.end();
    return packed.toByteArray();
  }

  private static void drain(Deflater deflater, ByteArrayOutputStream packed) {
    byte[] piece = new byte[4 * 1024];
    for (int length = deflater.deflate(piece); length > 0; length = deflater.deflate(piece)) {
      packed.write(piece, 0, length);
    }
  }
}
