package attention.capacity;

import attention.capacity.PermitQueue.Waiter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Permits, and the threads that wait for them. While nobody waits, taking a permit and giving it
 * back are one atomic operation each. Thread-safe.
 */
final class PermitPool {

  /** How often a waiting thread checks whether its request must stop. */
  private static final long CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final LongSupplier nanoTime;
  private final AtomicInteger free;
  private final Object lock = new Object();

  /** Guarded by the lock. */
  private final PermitQueue queue;

  /** The size of the queue, written under the lock. */
  private volatile int waiting;

  PermitPool(int permits, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.free = new AtomicInteger(permits);
    this.queue = new PermitQueue(nanoTime.getAsLong());
  }

  int free() {
    return free.get();
  }

  int waiting() {
    return waiting;
  }

  /** Takes a permit, or waits for one. */
  void acquire(ComputeBudget budget) {
    if (waiting == 0 && takeFree()) {
      return;
    }
    Waiter waiter = waiter(budget);
    synchronized (lock) {
      queue.add(waiter);
      waiting = queue.size();
    }
    grantFree();
    await(waiter, budget);
  }

  /** Gives a permit back. */
  void release() {
    free.incrementAndGet();
    if (waiting > 0) {
      grantFree();
    }
  }

  /**
   * Grants free permits to waiting threads. A thread first joins the queue and then looks for a
   * free permit, and a permit is first freed before its thread looks at the queue, so that one of
   * the two finds the other.
   */
  private void grantFree() {
    for (Waiter next = takeNext(); next != null; next = takeNext()) {
      next.grant();
    }
  }

  private @Nullable Waiter takeNext() {
    synchronized (lock) {
      if (queue.size() == 0 || !takeFree()) {
        return null;
      }
      Waiter next = queue.next(nanoTime.getAsLong());
      waiting = queue.size();
      return next;
    }
  }

  private boolean takeFree() {
    int permits = free.get();
    while (permits > 0 && !free.compareAndSet(permits, permits - 1)) {
      permits = free.get();
    }
    return permits > 0;
  }

  private Waiter waiter(ComputeBudget budget) {
    return new Waiter(budget, Thread.currentThread(), nanoTime.getAsLong());
  }

  /**
   * Waits for a permit; ends as {@link ComputeBudget#check} does if the request must stop before.
   */
  void await(Waiter waiter, ComputeBudget budget) {
    try {
      while (!waiter.isGranted()) {
        LockSupport.parkNanos(this, CHECK_NANOS);
        if (budget.mustStop()) {
          budget.check();
        }
      }
    } catch (RuntimeException | Error e) {
      if (!withdraw(waiter)) {
        release();
      }
      throw e;
    }
  }

  /** Whether the waiter was still waiting; it has a permit otherwise. */
  private boolean withdraw(Waiter waiter) {
    synchronized (lock) {
      boolean waited = queue.remove(waiter);
      waiting = queue.size();
      return waited;
    }
  }

  /**
   * Gives the permit of this thread to a request that goes first.
   *
   * @return what this thread then has to wait for; null if it keeps its permit
   */
  @Nullable Waiter giveWay(ComputeBudget budget) {
    if (waiting == 0) {
      return null;
    }
    Waiter waiter = waiter(budget);
    Waiter next;
    synchronized (lock) {
      next = queue.nextBefore(budget.consumedNanos(), nanoTime.getAsLong());
      if (next == null) {
        return null;
      }
      queue.add(waiter);
    }
    next.grant();
    return waiter;
  }
}
