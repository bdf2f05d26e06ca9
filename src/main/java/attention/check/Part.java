package attention.check;

import attention.stage.Normalization;
import attention.trace.Mechanism;
import java.util.List;

/**
 * One operation of a definition, or what it works on: what a mistake can replace.
 *
 * @param <T> what it is
 */
final class Part<T> {

  private static int count;

  static final Part<Arithmetic> ARITHMETIC = new Part<>();
  static final Part<Mechanism> MECHANISM = new Part<>();
  static final Part<Normalization> NORMALIZATION = new Part<>();

  /** The rows that are answered. */
  static final Part<int[]> SELECTED = new Part<>();

  /** Whether one matrix is queries, keys and values. */
  static final Part<Boolean> EMBEDDED = new Part<>();

  static final Part<double[][]> QUERIES = new Part<>();
  static final Part<double[][]> KEYS = new Part<>();
  static final Part<double[][]> VALUES = new Part<>();
  static final Part<Affine> QUERY_MAP = new Part<>();
  static final Part<Affine> KEY_MAP = new Part<>();
  static final Part<Affine> VALUE_MAP = new Part<>();
  static final Part<Affine> OUTPUT_MAP = new Part<>();

  static final Part<Integer> HEADS = new Part<>();
  static final Part<Integer> KEY_VALUE_HEADS = new Part<>();
  static final Part<Columns> CUT = new Part<>();
  static final Part<Columns> MERGE = new Part<>();
  static final Part<Boolean> TILED = new Part<>();
  static final Part<Norm> NORM = new Part<>();
  static final Part<Boolean> NORM_LAST = new Part<>();
  static final Part<Rotary> ROTARY = new Part<>();

  static final Part<ScoreFunction> SCORE = new Part<>();
  static final Part<Scale> SCALE = new Part<>();
  static final Part<Cap> CAP = new Part<>();
  static final Part<Biases> BIASES = new Part<>();
  static final Part<KeyFilter> MASK = new Part<>();
  static final Part<Masking> MASKING = new Part<>();

  /** The stages between scores and weights, in the order in which they are applied. */
  static final Part<List<Step>> STEPS = new Part<>();

  static final Part<Normalizer> NORMALIZER = new Part<>();
  static final Part<double[]> SINKS = new Part<>();
  static final Part<EmptyRows.Rule> EMPTY_ROWS = new Part<>();
  static final Part<Mixing> MIXING = new Part<>();

  static final Part<double[][]> INPUTS = new Part<>();
  static final Part<CellSpec> FORWARD = new Part<>();
  static final Part<CellSpec> BACKWARD = new Part<>();
  static final Part<Backwards> BACKWARDS = new Part<>();
  static final Part<CellSpec> DECODER = new Part<>();
  static final Part<Feeding> FEEDING = new Part<>();
  static final Part<Beginning> BEGINNING = new Part<>();
  static final Part<QueryOrder> QUERY_ORDER = new Part<>();
  static final Part<Combining> COMBINING = new Part<>();
  static final Part<Boolean> INPUT_FEEDING = new Part<>();
  static final Part<Affine> READOUT = new Part<>();

  private final int index;

  private Part() {
    this.index = count++;
  }

  static int count() {
    return count;
  }

  int index() {
    return index;
  }

  /** A set of parts, as bits. */
  static long bits(Part<?>... parts) {
    long bits = 0;
    for (Part<?> part : parts) {
      bits |= 1L << part.index;
    }
    return bits;
  }
}
