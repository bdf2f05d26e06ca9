package attention.front;

import attention.problem.ProblemException;
import attention.problem.ProblemType;
import jakarta.servlet.ServletInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * A body that ends with a refusal where it is too long or too slow, whatever its headers said. Put
 * a buffer behind it.
 */
public final class BoundedBody extends FilterInputStream {

  /** How long a client may take to get up to speed. */
  private static final long START_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final ServletInputStream body;
  private final Bounds bounds;
  private long count;
  private long waited;

  /**
   * How much is read, for how long, and how fast.
   *
   * @param bytes the maximum length
   * @param time the maximum time spent waiting for the client, without the time that the service
   *     takes itself
   * @param rate bytes a second at least, after the first two
   */
  public record Bounds(long bytes, Duration time, long rate) {}

  public BoundedBody(ServletInputStream body, Bounds bounds) {
    super(body);
    this.body = body;
    this.bounds = bounds;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  /** Waits for all bytes that were asked for, so that each of them is worth a call. */
  @Override
  public int read(byte[] buffer, int offset, int most) throws IOException {
    int filled = 0;
    int read = 0;
    while (filled < most && read >= 0) {
      read = readOnce(buffer, offset + filled, most - filled);
      filled += Math.max(0, read);
    }
    return filled == 0 ? read : filled;
  }

  /**
   * Reads what has arrived of a body whose length its head told: of another one, Tomcat may wait
   * for the rest of a chunk's head.
   *
   * @return how many bytes, at most {@code most}
   */
  public int readArrived(byte[] buffer, int offset, int most) throws IOException {
    int filled = 0;
    int read = 0;
    while (filled < most && read >= 0 && !body.isFinished() && hasArrived()) {
      read = readOnce(buffer, offset + filled, most - filled);
      filled += Math.max(0, read);
    }
    return filled;
  }

  private boolean hasArrived() throws IOException {
    SocketWrapperBase<?> connection = ArrivalEndpoint.served();
    return body.available() > 0 || connection != null && connection.isReadyForRead();
  }

  /** Whether all of it was read. */
  public boolean isFinished() {
    return body.isFinished();
  }

  private int readOnce(byte[] buffer, int offset, int most) throws IOException {
    long start = System.nanoTime();
    int read = readInTime(buffer, offset, most);
    waited += System.nanoTime() - start;
    count += Math.max(0, read);
    if (count > bounds.bytes()) {
      throw tooLarge(bounds.bytes());
    }
    if (read >= 0 && (waited > bounds.time().toNanos() || isTooSlow())) {
      throw tooSlow();
    }
    return read;
  }

  private boolean isTooSlow() {
    double seconds = (double) (waited - START_NANOS) / TimeUnit.SECONDS.toNanos(1);
    return count < bounds.rate() * seconds;
  }

  private int readInTime(byte[] buffer, int offset, int most) throws IOException {
    try {
      return in.read(buffer, offset, most);
    } catch (IOException e) {
      if (isTimeout(e)) {
        throw tooSlow();
      }
      throw e;
    }
  }

  /** Whether the client was waited for too long. */
  static boolean isTimeout(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .anyMatch(SocketTimeoutException.class::isInstance);
  }

  private ProblemException tooSlow() {
    return new ProblemException(
        ProblemType.BODY_TIMEOUT,
        "Expected the whole body within %d ms of the first byte, at %d bytes a second or more, without a long pause; found %d bytes by then. Send it faster, or in parts by queryIndices."
            .formatted(bounds.time().toMillis(), bounds.rate(), count));
  }

  /** The refusal of a body that is longer than {@code most} bytes. */
  public static ProblemException tooLarge(long most) {
    return new ProblemException(
        ProblemType.CONTENT_TOO_LARGE,
        "Expected a body of at most %d bytes, found more. Send fewer digits per number or fewer numbers; this limit is attention.limits.request-bytes."
            .formatted(most));
  }
}
