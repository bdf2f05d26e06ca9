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
 * A buffer for the bytes of a response, whose array writers fill directly. It either grows, or
 * flushes to a stream whenever a piece is full. Not thread-safe.
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
   * A buffer that grows with its content.
   *
   * @param first the array to fill, until it is full
   */
  public static OutputBuffer growing(byte[] first) {
    return new OutputBuffer(null, Integer.MAX_VALUE, first);
  }

  /**
   * A buffer that sends its content to {@code target} as soon as it has {@code piece} bytes.
   *
   * @param first the array to fill, until it is full
   */
  public static OutputBuffer flushingTo(OutputStream target, int piece, byte[] first) {
    return new OutputBuffer(target, piece, first);
  }

  /** The current array. Callers that no longer need this buffer may reuse it. */
  public byte[] array() {
    return bytes;
  }

  /** The number of bytes written but not sent. */
  public int length() {
    return length;
  }

  /** The number of bytes written so far, sent or not. */
  public long gathered() {
    return sent + length;
  }

  /**
   * Sends the content to the target, which is not flushed.
   *
   * @throws UncheckedIOException if the target fails
   */
  public void send() {
    OutputStream stream = Objects.requireNonNull(target, "This buffer has no target");
    if (length > 0) {
      writeTo(stream);
      sent += length;
      length = 0;
    }
  }

  /**
   * Writes the content to a stream, without clearing it.
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
   * Ensures capacity for {@code more} bytes from {@link #length} on.
   *
   * @return the array to write into, before {@link #position} is set to the end
   */
  byte[] ensureRoom(int more) {
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

  /**
   * Ensures capacity for {@code more} bytes; returns it as a little-endian buffer, to be written
   * before {@link #position} is set.
   */
  ByteBuffer littleEndian(int more) {
    byte[] array = ensureRoom(more);
    return ByteBuffer.wrap(array, length, more).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Sets the end of the content, after bytes were written into the array. */
  void position(int position) {
    length = position;
  }

  /** Appends bytes. */
  void put(byte[] more) {
    System.arraycopy(more, 0, ensureRoom(more.length), length, more.length);
    length += more.length;
  }

  /** Appends an ASCII character. */
  void put(char character) {
    ensureRoom(1)[length++] = (byte) character;
  }
}
