package attention.capacity;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The compute time of one request: how much it has consumed, on its own thread and on those that
 * help it, and how much it may. Time counts while a thread holds a {@link Cores.Permit}, not while
 * it waits for one or for a client. Requests with the least consumption are served first, and a
 * request is stopped between two blocks when its time is used up or its client has left.
 * Thread-safe.
 */
public final class ComputeBudget {

  private static final Runnable NOBODY = () -> {};

  private final long mostNanos;
  private final AtomicLong consumed = new AtomicLong();
  private volatile boolean cancelled;
  private volatile Runnable watch = NOBODY;

  /**
   * @param most compute time that the request may consume
   */
  public ComputeBudget(Duration most) {
    this(most.toNanos());
  }

  private ComputeBudget(long mostNanos) {
    this.mostNanos = mostNanos;
  }

  /** A budget without a limit. */
  public static ComputeBudget unlimited() {
    return new ComputeBudget(Long.MAX_VALUE);
  }

  /** The compute time consumed by permits that were paused, closed or checked. */
  public long consumedNanos() {
    return consumed.get();
  }

  void charge(long nanos) {
    consumed.addAndGet(nanos);
  }

  /**
   * Has a request watched while its threads wait for permits, too.
   *
   * @param check cancels it if its client has left; run every few milliseconds by any of its
   *     threads
   */
  public void watch(Runnable check) {
    watch = check;
  }

  /** Stops the request, because its client has left. Any thread may call this. */
  public void cancel() {
    cancelled = true;
  }

  /**
   * Checks whether the request may go on, as every checkpoint of a permit does.
   *
   * @throws CancellationException if it was cancelled, or this thread was interrupted
   * @throws ComputeTimeExceededException if its compute time is used up
   */
  public void check() {
    if (isCancelled()) {
      throw new CancellationException("The request was cancelled");
    }
    if (isUsedUp()) {
      throw new ComputeTimeExceededException(Duration.ofNanos(mostNanos));
    }
  }

  /** Whether {@link #check} throws; looks for its client first. */
  boolean mustStop() {
    watch.run();
    return isCancelled() || isUsedUp();
  }

  /** A thread is interrupted when the server stops. */
  private boolean isCancelled() {
    return cancelled || Thread.currentThread().isInterrupted();
  }

  private boolean isUsedUp() {
    return consumed.get() > mostNanos;
  }
}
