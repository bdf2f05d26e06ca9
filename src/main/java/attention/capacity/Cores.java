package attention.capacity;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Lets twice as many requests work at once as there are cores: while one hands its turn on, another
 * is at work, and no core waits for a thread to wake. A thread holds its turn while it reads
 * numbers, computes or writes digits, and rests while it waits for a client: a client that is slow
 * holds up nobody's arithmetic, and health answers under any load. Turns come in the order of
 * asking, so that nobody waits much longer than others do.
 */
public final class Cores {

  private static final int TURNS_PER_CORE = 2;

  private final int count;
  private final Semaphore free;

  public Cores(int count) {
    this.count = count;
    this.free = new Semaphore(TURNS_PER_CORE * count, true);
  }

  /** Waits for a turn. */
  public Turn turn() {
    Turn turn = later();
    turn.resume();
    return turn;
  }

  /** A turn that rests, to be waited for when there is something to do. */
  public Turn later() {
    return new Turn(free);
  }

  /** How many cores nobody keeps busy now; below 0 where more threads work than there are cores. */
  int idle() {
    return free.availablePermits() - (TURNS_PER_CORE - 1) * count;
  }

  /**
   * The right to keep a core busy; given back when it is closed. For the thread that took it alone.
   */
  public static final class Turn implements AutoCloseable {

    /** Work so small that taking turns would cost more. */
    public static final Turn UNCOUNTED = new Turn(null);

    private final @Nullable Semaphore cores;
    private boolean working;

    private Turn(@Nullable Semaphore cores) {
      this.cores = cores;
    }

    /** Lets others work, before waiting for a client; nothing if it rests. */
    public void rest() {
      if (cores != null && working) {
        working = false;
        cores.release();
      }
    }

    /** Waits for the turn to go on; nothing if it has not rested. */
    public void resume() {
      if (cores != null && !working) {
        cores.acquireUninterruptibly();
        working = true;
      }
    }

    @Override
    public void close() {
      rest();
    }
  }
}
