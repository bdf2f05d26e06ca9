package attention.capacity;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The threads that wait for a permit. The request with the least consumption goes first (least
 * attained service: L. Kleinrock, Queueing Systems, volume 2, 1976, section 4.6), so that a small
 * request waits for one block of a large one at most, however many large ones there are. Requests
 * of about the same consumption are served in the order of their arrival.
 *
 * <p>So that a stream of small requests cannot hold up a large one for ever, a thread that has
 * waited for a second goes first, but only one such thread in every {@value #AGED_MILLIS} ms.
 *
 * <p>Waiting threads are few, because their number is bounded by the server's, so the next one is
 * found by a linear search, which sees what each request has consumed by now. Not thread-safe.
 */
final class PermitQueue {

  /** Consumptions within the same step are equal: handing a permit over would gain nothing. */
  static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  /** How long a thread waits before it may pass requests of less consumption. */
  static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** At most one thread passes others by its age in this time. */
  static final long AGED_MILLIS = 20;

  private static final long AGED_NANOS = TimeUnit.MILLISECONDS.toNanos(AGED_MILLIS);

  /** In the order of arrival. */
  private final List<Waiter> waiters = new ArrayList<>();

  private long lastAged;

  /**
   * @param now the time of the clock that all methods use
   */
  PermitQueue(long now) {
    this.lastAged = now - AGED_NANOS;
  }

  /** A thread that waits for a permit. */
  static final class Waiter {

    private final ComputeBudget budget;
    private final Thread thread;
    private final long since;
    private volatile boolean granted;

    Waiter(ComputeBudget budget, Thread thread, long since) {
      this.budget = budget;
      this.thread = thread;
      this.since = since;
    }

    boolean isGranted() {
      return granted;
    }

    void grant() {
      granted = true;
      LockSupport.unpark(thread);
    }
  }

  int size() {
    return waiters.size();
  }

  void add(Waiter waiter) {
    waiters.add(waiter);
  }

  /** Removes a waiter that gives up; returns whether it was still waiting. */
  boolean remove(Waiter waiter) {
    return waiters.remove(waiter);
  }

  /** Removes and returns the waiter that is next; null if there is none. */
  @Nullable Waiter next(long now) {
    return nextBefore(Long.MAX_VALUE, now);
  }

  /**
   * Removes and returns the waiter that is next, if it goes before a thread that holds a permit.
   *
   * @param consumed what the request of that thread has consumed
   */
  @Nullable Waiter nextBefore(long consumed, long now) {
    int next = isAged(now) ? 0 : leastBefore(consumed);
    return next < 0 ? null : waiters.remove(next);
  }

  private boolean isAged(long now) {
    boolean aged =
        !waiters.isEmpty()
            && now - waiters.getFirst().since >= PATIENCE_NANOS
            && now - lastAged >= AGED_NANOS;
    if (aged) {
      lastAged = now;
    }
    return aged;
  }

  private int leastBefore(long consumed) {
    int next = -1;
    long least = step(consumed);
    for (int i = 0; i < waiters.size(); i++) {
      long step = step(waiters.get(i).budget.consumedNanos());
      if (step < least) {
        least = step;
        next = i;
      }
    }
    return next;
  }

  private static long step(long consumed) {
    return consumed / STEP_NANOS;
  }
}
