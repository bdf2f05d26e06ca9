package attention.service;

import attention.mechanism.Rows;
import attention.mechanism.Trace;
import java.util.concurrent.Semaphore;

/**
 * Computes blocks of rows, as many at once as there are cores. A request takes its turn anew for
 * each block, so a client that reads slowly holds up nobody's arithmetic.
 */
public final class Computation {

  private final Semaphore cores;

  public Computation(int cores) {
    this.cores = new Semaphore(cores, true);
  }

  /** Computes the rows {@code from} (inclusive) to {@code to} (exclusive) when a core is free. */
  public Rows rows(Trace trace, int from, int to) {
    cores.acquireUninterruptibly();
    try {
      return trace.rows(from, to);
    } finally {
      cores.release();
    }
  }
}
