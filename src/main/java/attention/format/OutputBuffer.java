package attention.format;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A buffer for the bytes of a response, whose array writers fill directly. It either grows, or
 * flushes to a stream whenever a piece is full. Not thread-safe.
 */
public final class OutputBuffer {

  /** Up to this length an array that is full is copied; a longer one is kept as it is. */
  private static final int COPIED = 64 * 1024;

  /** The longest array. */
  private static final int LONGEST = Integer.MAX_VALUE - 8;

  /** The part of what is gathered by which a buffer grows. */
  private static final int PART = 4;

  private final @Nullable OutputStream target;
  private final int piece;
  private final List<Full> full = new ArrayList<>();
  private byte[] bytes;
  private ByteBuffer view;
  private int length;
  private long sent;

  /** An array that is full up to a length. */
  private record Full(byte[] bytes, int length) {}

  private OutputBuffer(@Nullable OutputStream target, int piece, byte[] first) {
    this.target = target;
    this.piece = piece;
    this.bytes = first;
    this.view = littleEndian(first);
  }

  /**
   * A buffer that grows with its content. Its arrays are hardly longer than that, and long ones are
   * not copied.
   *
   * @param first the array to fill, until it is full
   */
  public static OutputBuffer growing(byte[] first) {
    return new OutputBuffer(null, LONGEST, first);
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

  /** The number of bytes in the current array. */
  public int length() {
    return length;
  }

  /** The number of bytes written so far, in whichever array, or sent. */
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
      for (Full before : full) {
        stream.write(before.bytes, 0, before.length);
      }
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
    if (target == null && length > COPIED) {
      full.add(new Full(bytes, length));
      sent += length;
      length = 0;
      bytes = new byte[(int) Math.clamp(sent / PART, Math.max(more, COPIED), piece)];
    } else if (bytes.length - length < more) {
      long doubled = Math.min(2L * bytes.length, Math.max(piece, bytes.length));
      bytes = Arrays.copyOf(bytes, Math.toIntExact(Math.max(doubled, (long) length + more)));
    }
  }

  /**
   * Ensures capacity for {@code more} bytes; returns it as a little-endian buffer, to be written
   * before {@link #position} is set. The next call may return the same buffer, elsewhere.
   */
  ByteBuffer littleEndian(int more) {
    byte[] array = ensureRoom(more);
    if (view.array() != array) {
      view = littleEndian(array);
    }
    return view.limit(length + more).position(length);
  }

  private static ByteBuffer littleEndian(byte[] array) {
    return ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
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

  /** A stream that appends what is written to it. */
  OutputStream stream() {
    return new OutputStream() {
      @Override
      public void write(int value) {
        put((char) value);
      }

      @Override
      public void write(byte[] more, int offset, int count) {
        System.arraycopy(more, offset, ensureRoom(count), length, count);
        length += count;
      }
    };
  }

  /** Appends an ASCII character. */
  void put(char character) {
    ensureRoom(1)[length++] = (byte) character;
  }
}
