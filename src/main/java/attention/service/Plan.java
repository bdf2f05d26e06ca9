package attention.service;

import attention.trace.Footprint;
import attention.trace.Trace;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A request that was checked. Both parts are only for a request without faults, and nothing is
 * drawn, packed or computed before the trace is asked for.
 *
 * @param footprint what the answer takes in memory
 * @param trace makes the answer
 */
record Plan<F extends Footprint>(Supplier<F> footprint, Function<F, Trace> trace) {

  /**
   * Makes the answer once its memory is reserved.
   *
   * @param memory reserves it, or throws
   */
  Trace reserved(Consumer<Footprint> memory) {
    F needed = footprint.get();
    memory.accept(needed);
    return trace.apply(needed);
  }
}
