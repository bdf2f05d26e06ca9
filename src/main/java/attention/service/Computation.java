package attention.service;

import attention.mechanism.Preamble;
import attention.mechanism.Rows;
import attention.mechanism.Trace;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Computes blocks of rows, as many at once as there are cores. A request takes its turn anew for
 * each block, so a client that reads slowly holds up nobody's arithmetic.
 */
public final class Computation {

  private final Semaphore cores;

  public Computation(int cores) {
    this.cores = new Semaphore(cores, true);
  }

  /** Computes what stands above the rows when a core is free. */
  public Preamble preamble(Trace trace) {
    return onCore(trace::preamble);
  }

  /** Computes the rows {@code from} (inclusive) to {@code to} (exclusive) when a core is free. */
  public Rows rows(Trace trace, int from, int to) {
    return onCore(() -> trace.rows(from, to));
  }

  private <T> T onCore(Supplier<T> work) {
    cores.acquireUninterruptibly();
    try {
      return work.get();
    } finally {
      cores.release();
    }
  }
}
