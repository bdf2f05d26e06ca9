package attention.capacity;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Limits how many threads compute at once, to twice as many as there are cores: while one permit is
 * handed over another thread is at work, and no core waits for a thread to wake up. A thread holds
 * a permit while it parses numbers, computes or formats, and pauses it while it waits for a client,
 * so that a slow client delays no other request's arithmetic and health checks are answered under
 * any load. Permits are granted in the order of the requests for them, so that no request waits
 * much longer than others.
 */
public final class Cores {

  private static final int PERMITS_PER_CORE = 2;

  private final int count;
  private final Semaphore free;

  public Cores(int count) {
    this.count = count;
    this.free = new Semaphore(PERMITS_PER_CORE * count, true);
  }

  /** Waits for a permit. */
  public Permit permit() {
    Permit permit = pausedPermit();
    permit.resume();
    return permit;
  }

  /** A permit that is paused; {@link Permit#resume} waits for it. */
  public Permit pausedPermit() {
    return new Permit(free);
  }

  /** How many cores are idle; below 0 if more threads are at work than there are cores. */
  int idle() {
    return free.availablePermits() - (PERMITS_PER_CORE - 1) * count;
  }

  /** The right to compute, for the thread that took it alone; closing gives it back. */
  public static final class Permit implements AutoCloseable {

    /** For work that is so small that waiting for a permit would take longer. */
    public static final Permit NONE = new Permit(null);

    private final @Nullable Semaphore cores;
    private boolean held;

    private Permit(@Nullable Semaphore cores) {
      this.cores = cores;
    }

    /** Gives the permit back before waiting for a client; has no effect if it is paused. */
    public void pause() {
      if (cores != null && held) {
        held = false;
        cores.release();
      }
    }

    /** Waits for the permit again; has no effect if it is not paused. */
    public void resume() {
      if (cores != null && !held) {
        cores.acquireUninterruptibly();
        held = true;
      }
    }

    @Override
    public void close() {
      pause();
    }
  }
}
