package attention.capacity;

import attention.capacity.PermitQueue.Waiter;
import java.util.function.LongSupplier;

/**
 * Limits how many threads compute at once, to twice as many as there are cores: while one permit is
 * handed over another thread is at work, and no core waits for a thread to wake up. A thread holds
 * a permit while it parses numbers, computes or formats, and pauses it while it waits for a client,
 * so that a slow client delays no other request's arithmetic and health checks are answered under
 * any load. The request that has consumed the least compute time gets the next permit.
 */
public final class Cores {

  private static final int PERMITS_PER_CORE = 2;

  private final int count;
  private final LongSupplier nanoTime;
  private final PermitPool pool;

  public Cores(int count) {
    this(count, System::nanoTime);
  }

  /**
   * @param nanoTime reads the clock
   */
  Cores(int count, LongSupplier nanoTime) {
    this.count = count;
    this.nanoTime = nanoTime;
    this.pool = new PermitPool(PERMITS_PER_CORE * count, nanoTime);
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
    return count - used();
  }

  /** How many permits there are. */
  int permits() {
    return PERMITS_PER_CORE * count;
  }

  /** How many permits are in use. */
  int used() {
    return permits() - pool.free();
  }

  /** How many threads wait for a permit. */
  int waiting() {
    return pool.waiting();
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
        pool.release();
      }
    }

    @Override
    public void resume() {
      if (!held) {
        budget.check();
        pool.acquire(budget);
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
      Waiter waiter = pool.giveWay(budget);
      if (waiter != null) {
        held = false;
        pool.await(waiter, budget);
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
