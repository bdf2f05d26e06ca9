package attention.capacity;

import attention.capacity.PermitQueue.Waiter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Limits how many threads compute at once, to twice as many as there are cores: while one permit is
 * handed over another thread is at work, and no core waits for a thread to wake up. A thread holds
 * a permit while it parses numbers, computes or formats, and pauses it while it waits for a client,
 * so that a slow client delays no other request's arithmetic and health checks are answered under
 * any load. The request that has consumed the least compute time gets the next permit.
 */
public final class Cores {

  private static final int PERMITS_PER_CORE = 2;

  /** How often a waiting thread checks whether its request was cancelled. */
  private static final long CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final int count;
  private final LongSupplier nanoTime;
  private final Object lock = new Object();

  /** Guarded by the lock. */
  private final PermitQueue queue;

  /** The size of the queue, written under the lock. While it is 0 nobody needs the lock. */
  private volatile int waiting;

  private final AtomicInteger free;

  public Cores(int count) {
    this(count, System::nanoTime);
  }

  Cores(int count, LongSupplier nanoTime) {
    this.count = count;
    this.nanoTime = nanoTime;
    this.queue = new PermitQueue(nanoTime.getAsLong());
    this.free = new AtomicInteger(PERMITS_PER_CORE * count);
  }

  /**
   * The right to compute, for the thread that took it alone; closing gives it back. A method that
   * waits ends as {@link ComputeBudget#check} does once the request must stop, without a permit.
   */
  public sealed interface Permit extends AutoCloseable {

    /** For work that is so small that waiting for a permit would take longer. */
    Permit NONE = new NoPermit();

    /** Gives the permit back before waiting for a client; has no effect if it is paused. */
    void pause();

    /** Waits for the permit again; has no effect if it is not paused. */
    void resume();

    /**
     * Marks the border between two blocks: ends the request if it must stop, and lets a request go
     * first that has consumed less. A paused permit is resumed. It costs little while nobody waits.
     */
    void checkpoint();

    @Override
    void close();
  }

  /** Waits for a permit, whose time is charged to {@code budget}. */
  public Permit permit(ComputeBudget budget) {
    Permit permit = pausedPermit(budget);
    permit.resume();
    return permit;
  }

  /** A permit that is paused; {@link Permit#resume} waits for it. */
  public Permit pausedPermit(ComputeBudget budget) {
    return new CountedPermit(budget);
  }

  /** How many cores are idle; below 0 if more threads are at work than there are cores. */
  int idle() {
    return free.get() - (PERMITS_PER_CORE - 1) * count;
  }

  /** How many threads wait for a permit. */
  int waiting() {
    return waiting;
  }

  private void acquire(ComputeBudget budget) {
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

  private void release() {
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

  private void await(Waiter waiter, ComputeBudget budget) {
    while (!waiter.isGranted()) {
      LockSupport.parkNanos(this, CHECK_NANOS);
      if (budget.mustStop() && withdraw(waiter)) {
        budget.check();
      }
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
   * @return the place of this thread in the queue; null if it keeps its permit
   */
  private @Nullable Waiter giveWay(ComputeBudget budget) {
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

  private final class CountedPermit implements Permit {

    private final ComputeBudget budget;
    private boolean held;
    private long since;

    CountedPermit(ComputeBudget budget) {
      this.budget = budget;
    }

    @Override
    public void pause() {
      if (held) {
        charge();
        held = false;
        release();
      }
    }

    @Override
    public void resume() {
      if (!held) {
        budget.check();
        acquire(budget);
        hold();
      }
    }

    @Override
    public void checkpoint() {
      if (!held) {
        resume();
        return;
      }
      charge();
      budget.check();
      Waiter waiter = waiting > 0 ? giveWay(budget) : null;
      if (waiter != null) {
        held = false;
        await(waiter, budget);
        hold();
      }
    }

    private void hold() {
      held = true;
      since = nanoTime.getAsLong();
    }

    private void charge() {
      long now = nanoTime.getAsLong();
      budget.charge(now - since);
      since = now;
    }

    @Override
    public void close() {
      pause();
    }
  }

  private static final class NoPermit implements Permit {

    @Override
    public void pause() {}

    @Override
    public void resume() {}

    @Override
    public void checkpoint() {}

    @Override
    public void close() {}
  }
}
