package attention.definition;

import attention.trace.Member;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which parts of a definition each stage is computed from, as bits. */
public final class Dependencies {

  private static final long SHARED = Part.bits(Part.ARITHMETIC);
  private static final long WIDTHS = Part.bits(Part.HEADS, Part.KEY_VALUE_HEADS, Part.CUT);
  private static final long VECTORS =
      SHARED | WIDTHS | Part.bits(Part.NORM, Part.NORM_LAST, Part.ROTARY);
  private static final long QUERY = VECTORS | Part.bits(Part.QUERIES, Part.QUERY_MAP);
  private static final long KEY = VECTORS | Part.bits(Part.KEYS, Part.KEY_MAP);

  /** Queries and keys as they were projected, not cut. */
  static final long PROJECTED_QUERIES = SHARED | Part.bits(Part.QUERIES, Part.QUERY_MAP);

  static final long PROJECTED_KEYS = SHARED | Part.bits(Part.KEYS, Part.KEY_MAP);

  /** The score function over its keys. */
  static final long SCORER = KEY | Part.bits(Part.SCORE);

  /** Values as they were projected, not cut. */
  static final long PROJECTED_VALUES = SHARED | Part.bits(Part.VALUES, Part.VALUE_MAP);

  static final long VALUES = SHARED | WIDTHS | Part.bits(Part.VALUES, Part.VALUE_MAP);

  private static final long SCORES = QUERY | SCORER | Part.bits(Part.TILED);
  private static final long CONTEXT = VALUES | Part.bits(Part.MIXING, Part.TILED);

  /** What can be mixed where the mask leaves few keys. */
  private static final long MIXABLE =
      CONTEXT | Part.bits(Part.MERGE, Part.OUTPUT_MAP, Part.MASK, Part.MASKING, Part.SELECTED);

  private final long[] bits = new long[Member.values().length];

  public Dependencies(List<Step> steps) {
    set(QUERY, Member.QUERY, Member.NORMALIZED_QUERY, Member.ROTATED_QUERY);
    set(KEY, Member.KEYS, Member.NORMALIZED_KEYS, Member.ROTATED_KEYS);
    set(VALUES, Member.VALUES);
    set(SCORES, Member.SCORES);
    long shaped = SCORES | Part.bits(Part.STEPS);
    for (Step step : steps) {
      shaped |= of(step);
      set(shaped, step.stage());
    }
    long normalized =
        shaped
            | Part.bits(
                Part.NORMALIZER, Part.SINKS, Part.EMPTY_ROWS, Part.SCALE, Part.MASK, Part.MASKING);
    set(
        normalized,
        Member.MAXIMUM,
        Member.LOG_SUM_EXP,
        Member.WEIGHTS,
        Member.SINK_WEIGHT,
        Member.WEIGHT_SUM,
        Member.ENTROPY,
        Member.AVERAGE_WEIGHTS);
    long mixed = normalized | CONTEXT;
    set(mixed, Member.CONTEXT);
    set(mixed | Part.bits(Part.MERGE), Member.CONCATENATED);
    set(mixed | Part.bits(Part.MERGE, Part.OUTPUT_MAP), Member.OUTPUT);
  }

  /**
   * What decides which rows weights can mix, whatever they are: values, the mask, and what follows.
   */
  public static List<@Nullable Object> mixable(Definition definition) {
    return definition.parts(MIXABLE);
  }

  private static long of(Step step) {
    return switch (step) {
      case SCALE -> Part.bits(Part.SCALE);
      case CAP -> Part.bits(Part.CAP);
      case BIAS -> Part.bits(Part.BIASES);
      case MASK -> Part.bits(Part.MASK, Part.MASKING);
    };
  }

  private void set(long parts, Member... stages) {
    for (Member stage : stages) {
      bits[stage.ordinal()] = parts;
    }
  }

  /** The parts of a stage; all of them for a stage that is not listed here. */
  public long of(Member stage) {
    long parts = bits[stage.ordinal()];
    return parts == 0 ? -1 : parts;
  }
}
