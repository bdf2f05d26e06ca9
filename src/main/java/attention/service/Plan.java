package attention.service;

import attention.trace.Footprint;
import attention.trace.Trace;
import java.util.function.Supplier;

/**
 * A request that was checked. Both parts are only for a request without faults, and nothing is
 * drawn, packed or computed before the trace is asked for.
 *
 * @param footprint what the answer takes in memory
 * @param trace makes the answer
 */
record Plan(Supplier<Footprint> footprint, Supplier<Trace> trace) {}
