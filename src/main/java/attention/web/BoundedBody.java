package attention.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** A body that ends with a refusal where it is too long or too slow, whatever its headers said. */
final class BoundedBody extends FilterInputStream {

  private final long most;
  private final Duration time;
  private final long start = System.nanoTime();
  private long count;

  BoundedBody(InputStream body, long most, Duration time) {
    super(body);
    this.most = most;
    this.time = time;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = readInTime(buffer, offset, length);
    count += Math.max(0, read);
    if (count > most) {
      throw tooLarge(most);
    }
    if (read >= 0 && System.nanoTime() - start > time.toNanos()) {
      throw tooSlow();
    }
    return read;
  }

  private int readInTime(byte[] buffer, int offset, int length) throws IOException {
    try {
      return in.read(buffer, offset, length);
    } catch (IOException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof SocketTimeoutException) {
          throw tooSlow();
        }
      }
      throw e;
    }
  }

  private Refusal tooSlow() {
    return new Refusal(
        ProblemType.BODY_TIMEOUT,
        "Expected the whole body within %d ms of the first byte, without a long pause; found %d bytes by then. Send it faster, or in parts by queryIndices."
            .formatted(time.toMillis(), count));
  }

  /** The refusal of a body that is longer than {@code most} bytes. */
  static Refusal tooLarge(long most) {
    return new Refusal(
        ProblemType.CONTENT_TOO_LARGE,
        "Expected a body of at most %d bytes, found more. Send fewer digits per number or fewer numbers; this limit is attention.limits.request-bytes, or less where the service has little memory."
            .formatted(most));
  }
}
