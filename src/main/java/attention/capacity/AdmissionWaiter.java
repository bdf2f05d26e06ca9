package attention.capacity;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A request in the queue of {@link Admission}, for the thread that waits. Its methods are called
 * with the lock held.
 */
final class AdmissionWaiter {

  /** How often it checks whether its request must stop. */
  private static final long CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final ReentrantLock lock;
  private final Condition admitted;
  private final long bytes;
  private final ComputeBudget budget;
  private @Nullable Lane lane;

  /**
   * @param bytes what the request may hold
   * @param budget cancelled when its client leaves
   */
  AdmissionWaiter(ReentrantLock lock, long bytes, ComputeBudget budget) {
    this.lock = lock;
    this.admitted = lock.newCondition();
    this.bytes = bytes;
    this.budget = budget;
  }

  long bytes() {
    return bytes;
  }

  /** The lane in which there was a place; null if it still waits. */
  @Nullable Lane lane() {
    return lane;
  }

  void admit(Lane lane) {
    this.lane = lane;
    admitted.signal();
  }

  /** Waits until it is admitted, its request must stop, or its patience is at an end. */
  void await(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    boolean waits = true;
    while (lane == null && waits) {
      long left = end - System.nanoTime();
      admitted.awaitNanos(Math.min(left, CHECK_NANOS));
      waits = left > CHECK_NANOS && !mustStop();
    }
  }

  /** Looks for the client without the lock, which other requests need meanwhile. */
  private boolean mustStop() {
    lock.unlock();
    try {
      return budget.mustStop();
    } finally {
      lock.lock();
    }
  }
}
