package attention.format;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Bytes on their way out, gathered in one array that writers fill directly. Either it grows with
 * what it gathers, or it sends that on whenever a piece is full. For one thread at a time.
 */
public final class OutputBuffer {

  private final @Nullable OutputStream target;
  private final int piece;
  private byte[] bytes;
  private int length;
  private long sent;

  private OutputBuffer(@Nullable OutputStream target, int piece, byte[] first) {
    this.target = target;
    this.piece = piece;
    this.bytes = first;
  }

  /**
   * A buffer that keeps everything.
   *
   * @param first the array that is filled until it is too short
   */
  public static OutputBuffer keeping(byte[] first) {
    return new OutputBuffer(null, Integer.MAX_VALUE, first);
  }

  /**
   * A buffer that sends what it gathered to {@code target} whenever that makes {@code piece} bytes.
   *
   * @param first the array that is filled until it is too short
   */
  public static OutputBuffer sending(OutputStream target, int piece, byte[] first) {
    return new OutputBuffer(target, piece, first);
  }

  /** The array that is filled now: that of whoever has no further use for this buffer. */
  public byte[] array() {
    return bytes;
  }

  /** The bytes gathered and not sent. */
  public int length() {
    return length;
  }

  /** All bytes gathered so far, sent or not. */
  public long gathered() {
    return sent + length;
  }

  /**
   * Sends what was gathered to the target, if anything was, without flushing it.
   *
   * @throws UncheckedIOException if the target fails
   */
  public void send() {
    OutputStream stream = Objects.requireNonNull(target, "This buffer keeps everything");
    if (length > 0) {
      writeTo(stream);
      sent += length;
      length = 0;
    }
  }

  /**
   * Writes what was gathered to a stream, and keeps it.
   *
   * @throws UncheckedIOException if the stream fails
   */
  public void writeTo(OutputStream stream) {
    try {
      stream.write(bytes, 0, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Makes sure that {@code more} bytes can be written from {@link #length} on.
   *
   * @return the array to write into; {@link #end} tells how far it was written
   */
  byte[] room(int more) {
    if (bytes.length - length < more) {
      makeRoom(more);
    }
    return bytes;
  }

  private void makeRoom(int more) {
    if (target != null && length > 0 && length + more > piece) {
      send();
    }
    if (bytes.length - length < more) {
      long doubled = Math.min(2L * bytes.length, Math.max(piece, bytes.length));
      bytes = Arrays.copyOf(bytes, Math.toIntExact(Math.max(doubled, (long) length + more)));
    }
  }

  /** Room for so many bytes, as a little-endian buffer; {@link #end} tells that it was filled. */
  ByteBuffer littleEndian(int more) {
    byte[] array = room(more);
    return ByteBuffer.wrap(array, length, more).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Tells where what was written into {@link #room} ends. */
  void end(int end) {
    length = end;
  }

  /** Appends bytes. */
  void put(byte[] more) {
    System.arraycopy(more, 0, room(more.length), length, more.length);
    length += more.length;
  }

  /** Appends a character of ASCII. */
  void put(char character) {
    room(1)[length++] = (byte) character;
  }
}
