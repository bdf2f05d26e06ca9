package attention.web;

import attention.capacity.Cores.Permit;
import attention.problem.ProblemException;
import attention.problem.ProblemType;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * A body that ends with a refusal where it is too long or too slow, whatever its headers said, and
 * that lets others work while it waits for the client. Put a buffer behind it.
 */
final class BoundedBody extends FilterInputStream {

  private final Bounds bounds;
  private final long length;
  private final Permit permit;
  private long count;
  private long waited;

  /**
   * How much is read, and for how long.
   *
   * @param bytes at most
   * @param time at most, spent waiting for the client; what the service itself takes is not counted
   */
  record Bounds(long bytes, Duration time) {}

  /**
   * @param length that of the body; −1 if it is not known
   */
  BoundedBody(InputStream body, Bounds bounds, long length, Permit permit) {
    super(body);
    this.bounds = bounds;
    this.length = length;
    this.permit = permit;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  /** Waits for the whole length, so that whoever reads on gets a turn's worth of work. */
  @Override
  public int read(byte[] buffer, int offset, int most) throws IOException {
    if (count != length) {
      permit.pause();
    }
    try {
      int filled = 0;
      int read = 0;
      while (filled < most && read >= 0) {
        read = readOnce(buffer, offset + filled, most - filled);
        filled += Math.max(0, read);
      }
      return filled == 0 ? read : filled;
    } finally {
      permit.resume();
    }
  }

  private int readOnce(byte[] buffer, int offset, int most) throws IOException {
    long start = System.nanoTime();
    int read = readInTime(buffer, offset, most);
    waited += System.nanoTime() - start;
    count += Math.max(0, read);
    if (count > bounds.bytes()) {
      throw tooLarge(bounds.bytes());
    }
    if (read >= 0 && waited > bounds.time().toNanos()) {
      throw tooSlow();
    }
    return read;
  }

  private int readInTime(byte[] buffer, int offset, int most) throws IOException {
    try {
      return in.read(buffer, offset, most);
    } catch (IOException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof SocketTimeoutException) {
          throw tooSlow();
        }
      }
      throw e;
    }
  }

  private ProblemException tooSlow() {
    return new ProblemException(
        ProblemType.BODY_TIMEOUT,
        "Expected the whole body within %d ms of the first byte, without a long pause; found %d bytes by then. Send it faster, or in parts by queryIndices."
            .formatted(bounds.time().toMillis(), count));
  }

  /** The refusal of a body that is longer than {@code most} bytes. */
  static ProblemException tooLarge(long most) {
    return new ProblemException(
        ProblemType.CONTENT_TOO_LARGE,
        "Expected a body of at most %d bytes, found more. Send fewer digits per number or fewer numbers; this limit is attention.limits.request-bytes, or less where the service has little memory."
            .formatted(most));
  }
}
