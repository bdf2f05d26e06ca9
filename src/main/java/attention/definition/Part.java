package attention.definition;

import attention.stage.Normalization;
import attention.trace.Mechanism;
import java.util.List;

/**
 * One operation of a definition, or what it works on: what a mistake can replace.
 *
 * @param <T> what it is
 */
public final class Part<T> {

  private static int count;

  public static final Part<Arithmetic> ARITHMETIC = new Part<>();
  public static final Part<Mechanism> MECHANISM = new Part<>();
  public static final Part<Normalization> NORMALIZATION = new Part<>();

  /** The rows that are answered. */
  public static final Part<int[]> SELECTED = new Part<>();

  /** Whether one matrix is queries, keys and values. */
  public static final Part<Boolean> EMBEDDED = new Part<>();

  public static final Part<double[][]> QUERIES = new Part<>();
  public static final Part<double[][]> KEYS = new Part<>();
  public static final Part<double[][]> VALUES = new Part<>();
  public static final Part<Affine> QUERY_MAP = new Part<>();
  public static final Part<Affine> KEY_MAP = new Part<>();
  public static final Part<Affine> VALUE_MAP = new Part<>();
  public static final Part<Affine> OUTPUT_MAP = new Part<>();

  public static final Part<Integer> HEADS = new Part<>();
  public static final Part<Integer> KEY_VALUE_HEADS = new Part<>();
  public static final Part<Columns> CUT = new Part<>();
  public static final Part<Columns> MERGE = new Part<>();
  public static final Part<Boolean> TILED = new Part<>();
  public static final Part<Norm> NORM = new Part<>();
  public static final Part<Boolean> NORM_LAST = new Part<>();
  public static final Part<Rotary> ROTARY = new Part<>();

  public static final Part<ScoreFunction> SCORE = new Part<>();
  public static final Part<Scale> SCALE = new Part<>();
  public static final Part<Cap> CAP = new Part<>();
  public static final Part<Biases> BIASES = new Part<>();
  public static final Part<KeyFilter> MASK = new Part<>();
  public static final Part<Masking> MASKING = new Part<>();

  /** The stages between scores and weights, in the order in which they are applied. */
  public static final Part<List<Step>> STEPS = new Part<>();

  public static final Part<Normalizer> NORMALIZER = new Part<>();
  public static final Part<double[]> SINKS = new Part<>();
  public static final Part<EmptyRows.Rule> EMPTY_ROWS = new Part<>();
  public static final Part<Mixing> MIXING = new Part<>();

  public static final Part<double[][]> INPUTS = new Part<>();
  public static final Part<CellSpec> FORWARD = new Part<>();
  public static final Part<CellSpec> BACKWARD = new Part<>();
  public static final Part<Backwards> BACKWARDS = new Part<>();
  public static final Part<CellSpec> DECODER = new Part<>();
  public static final Part<Feeding> FEEDING = new Part<>();
  public static final Part<Beginning> BEGINNING = new Part<>();
  public static final Part<QueryOrder> QUERY_ORDER = new Part<>();
  public static final Part<Combining> COMBINING = new Part<>();
  public static final Part<Boolean> INPUT_FEEDING = new Part<>();
  public static final Part<Affine> READOUT = new Part<>();

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
