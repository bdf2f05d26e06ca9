package attention.parse;

import attention.problem.FaultCode;
import attention.problem.Faults;
import attention.problem.Pointer;
import attention.request.Limits;
import java.util.function.LongConsumer;

/** What was found and counted while one request is read: faults, numbers, and memory. */
final class Tally {

  /** How many bytes are reserved before they are needed, so that few values ask for memory. */
  private static final long RESERVED_AHEAD = 64 * 1024;

  private final Faults faults;
  private final Limits limits;
  private final LongConsumer memory;
  private long numbers;
  private long held;
  private long reserved;

  /**
   * @param memory reserves this many bytes for all values together, or throws
   */
  Tally(Faults faults, Limits limits, LongConsumer memory) {
    this.faults = faults;
    this.limits = limits;
    this.memory = memory;
  }

  Faults faults() {
    return faults;
  }

  Limits limits() {
    return limits;
  }

  /**
   * Counts numbers of a matrix; false once there are too many, which is a fault of the matrix that
   * exceeds the limit.
   */
  boolean countNumbers(long more, Pointer matrix) {
    boolean fitted = numbers <= limits.numbers();
    numbers += Math.min(more, limits.numbers() + 1L);
    boolean fit = numbers <= limits.numbers();
    if (fitted && !fit) {
      faults.add(
          FaultCode.LIMIT_EXCEEDED,
          matrix,
          "Expected at most %d numbers in a request, all its arrays together, found more. Send the queries in parts, apart from the keys, or raise attention.limits.numbers.",
          limits.numbers());
    }
    return fit;
  }

  /** Counts memory that the request holds from now on, and reserves it in steps. */
  void hold(long bytes) {
    held += bytes;
    if (held > reserved) {
      reserved = held + RESERVED_AHEAD;
      memory.accept(reserved);
    }
  }

  /** The memory that the values read so far hold. */
  long held() {
    return held;
  }
}
