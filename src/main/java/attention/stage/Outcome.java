package attention.stage;

import attention.trace.Warning.Code;
import org.jspecify.annotations.Nullable;

/**
 * What became of a row of scores that was normalized.
 *
 * @param fault what went wrong; absent if nothing did
 * @param sinkWeight the share of the sink, 0 without one
 */
public record Outcome(@Nullable Code fault, double sinkWeight) {

  /** The row has its weights, and there is no sink. */
  static final Outcome WEIGHED = new Outcome(null, 0);

  /** Something went wrong. */
  static Outcome fault(Code code) {
    return new Outcome(code, 0);
  }
}
