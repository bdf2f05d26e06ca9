package attention.check;

import attention.definition.CellSpec;
import attention.definition.Combining;
import attention.definition.Definition;
import attention.definition.Part;
import attention.definition.Rotary;
import attention.definition.ScoreFunction;
import attention.definition.ScoreFunction.Layered;
import attention.mistake.Weights;
import attention.trace.Shape;
import attention.trial.LinearSpan;
import org.jspecify.annotations.Nullable;

/**
 * The memory that a check holds.
 *
 * @param shape of the response of the service
 */
record CheckMemory(Shape shape) {

  /**
   * Float64 in place of float32, of what was read as it is and in lower precision, or as a client
   * posted it.
   */
  private static final long IN_FLOAT64 = 4;

  /** Matrices with each of two mistakes. */
  private static final long MISTAKEN = 2;

  /** Those that were drawn, which are not read: as they are, and in another arithmetic. */
  private static final long DRAWN = 2;

  /** The right definition, and one with each of two mistakes. */
  private static final long DEFINITIONS = 3;

  /** Scores are kept as they are at first, and as they are normalized. */
  private static final long KEPT_STAGES = 2;

  /** A vector is kept as it was projected, and as scores and contexts take it. */
  private static final long KEPT_VECTORS = 2;

  /** Numbers for each query and head: what its scores add up to. */
  private static final long TOTALS = 8;

  /** The stages of which two rows are kept. */
  private static final long STAGES = 2 * 12;

  /** The arrays of a step, and the step itself. */
  private static final long STEP = 5;

  /** An array and what refers to it, in numbers. */
  private static final long ARRAY = 4;

  /**
   * The longest array of numbers of which G1 keeps several in a region of 1 MiB, the smallest: a
   * longer one has regions of its own, and up to half of them is lost.
   */
  private static final long LONGEST_SHARED = ((1 << 19) - 16) / Double.BYTES;

  /** The most scores that are kept of a recomputation: 1,024 × 1,024 of one head. */
  private static final long MOST_KEPT = KEPT_STAGES << 20;

  /**
   * What it holds beside its recomputations: the response of the service, and what was read in
   * float64, once as it is and once in lower precision.
   *
   * @param read what was read
   * @param computed what the response would hold
   */
  static long bytes(long read, long computed) {
    return IN_FLOAT64 * read + computed;
  }

  /** What it holds of so many numbers that were drawn. */
  static long ofDrawn(long numbers) {
    return Double.BYTES * DRAWN * numbers;
  }

  /** What its recomputations hold of a definition: matrices with mistakes, and vectors. */
  long ofDefinition(Definition definition) {
    long vectors = inLayer(definition.find(Part.SCORE)) + ofSteps(definition);
    Rotary rotary = definition.find(Part.ROTARY);
    if (rotary != null) {
      vectors += shape.keys() * (2L * rotary.frequencies().length + ARRAY);
    }
    return Double.BYTES * (MISTAKEN * Weights.numbers(definition) + DEFINITIONS * vectors);
  }

  /** The steps that a mistake can take: context, state and memory, and the attentional vector. */
  private static long ofSteps(Definition definition) {
    CellSpec decoder = definition.find(Part.DECODER);
    if (decoder == null) {
      return 0;
    }
    CellSpec backward = definition.find(Part.BACKWARD);
    Combining combining = definition.find(Part.COMBINING);
    long widths = 2L * decoder.width() + definition.get(Part.FORWARD).width();
    widths += backward == null ? 0 : backward.width();
    widths += combining == null ? 0 : combining.map().out();
    return definition.get(Part.FEEDING).steps() * (widths + STEP * ARRAY);
  }

  /** The keys, as they are projected into the layer of a score. */
  private long inLayer(@Nullable ScoreFunction score) {
    return score instanceof Layered layered ? shape.keys() * (layered.key()[0].length + ARRAY) : 0;
  }

  /** What its recomputations hold beside that. */
  long bytesKept() {
    Shape.Widths widths = shape.widths();
    long width = widths == null ? 1 : widths.query() + widths.key() + widths.value();
    long perHead = rows() * (KEPT_VECTORS * width + TOTALS) + STAGES * (shape.keys() + ARRAY);
    long numbers = DEFINITIONS * (scoresKept() + heads() * perHead) + span();
    return Double.BYTES * (rows() > LONGEST_SHARED ? 2 * numbers : numbers);
  }

  /** All scores of a recomputation; none where they are too many to be kept. */
  long scoresKept() {
    long all = KEPT_STAGES * heads() * rows() * shape.keys();
    return all > MOST_KEPT ? 0 : all;
  }

  /** The numbers of a space of contexts: at most as many vectors as they are long. */
  private long span() {
    Shape.Widths widths = shape.widths();
    long width = widths == null ? 0 : heads() * widths.value();
    return Math.min(LinearSpan.MOST, width * width);
  }

  private long rows() {
    return Math.max(shape.queries(), shape.keys());
  }

  private long heads() {
    return shape.heads() == null ? 1 : shape.heads().query();
  }
}
