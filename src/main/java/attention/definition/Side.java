package attention.definition;

import attention.trace.Member;
import org.jspecify.annotations.Nullable;

/**
 * Queries or keys on their way to the score function: projected, cut into heads, normalized and
 * rotated. Rows have the heads side by side.
 */
final class Side {

  /** What normalizing, rotating and cutting cost for one column, beside a multiply-add. */
  private static final long PREPARED = 20;

  private final Definition definition;
  private final Arithmetic arithmetic;
  private final boolean ofQueries;
  private final double[][] inputs;
  private final @Nullable Affine map;
  private final int heads;
  private final @Nullable Side same;
  private final Recomputation owner;
  private final double[] @Nullable [] projected;

  /**
   * @param same a side that projects the same, whose rows are taken; absent = none
   * @param owner counts multiply-adds
   */
  Side(Definition definition, boolean ofQueries, @Nullable Side same, Recomputation owner) {
    this.same = same;
    this.owner = owner;
    this.definition = definition;
    this.arithmetic = definition.get(Part.ARITHMETIC);
    this.ofQueries = ofQueries;
    this.inputs = definition.get(ofQueries ? Part.QUERIES : Part.KEYS);
    this.map = definition.find(ofQueries ? Part.QUERY_MAP : Part.KEY_MAP);
    this.heads = definition.get(ofQueries ? Part.HEADS : Part.KEY_VALUE_HEADS);
    this.projected = new double[map == null || same != null ? 0 : inputs.length][];
  }

  int count() {
    return inputs.length;
  }

  /** The width of all heads together. */
  int width() {
    return map == null ? inputs[0].length : map.out();
  }

  int heads() {
    return heads;
  }

  /** As it was projected, which is kept. */
  double[] projected(int row) {
    if (map == null) {
      return inputs[row];
    }
    if (same != null) {
      return same.projected(row);
    }
    double[] kept = projected[row];
    if (kept == null) {
      owner.spend(map.numbers());
      kept = map.of(inputs[row], arithmetic);
      projected[row] = kept;
    }
    return kept;
  }

  private Columns.Cut cut(Columns.Cut.Matrix rows) {
    return new Columns.Cut(definition.get(Part.CUT), rows, count(), width(), heads);
  }

  /** Whether rows are normalized as a whole before they are cut. */
  private boolean isNormalizedWhole() {
    Norm norm = definition.find(Part.NORM);
    return norm != null && norm.all() && !definition.is(Part.NORM_LAST);
  }

  private double[] normalizedWhole(int row) {
    owner.spend(PREPARED * width());
    return normalized(projected(row), heads);
  }

  /** The row at a stage. */
  double[] at(Member stage, int row) {
    boolean whole = isNormalized(stage) && isNormalizedWhole();
    double[] vector = cut(whole ? this::normalizedWhole : this::projected).row(row);
    boolean normLast = definition.is(Part.NORM_LAST);
    if (isNormalized(stage) && !normLast && !whole) {
      vector = normalized(vector, heads);
    }
    if (isRotated(stage)) {
      vector = rotated(vector, heads, row);
    }
    return isNormalized(stage) && normLast ? normalized(vector, heads) : vector;
  }

  /** The vector of a head that its scores are computed from. */
  double[] prepared(int row, int head) {
    if (isNormalizedWhole()) {
      return rotated(cut(this::normalizedWhole).head(row, head), 1, row);
    }
    Norm norm = definition.find(Part.NORM);
    Columns.Cut cut = cut(this::projected);
    return norm != null && norm.all()
        ? Rows.slice(prepared(cut.row(row), heads, row), head, heads)
        : prepared(cut.head(row, head), 1, row);
  }

  private double[] prepared(double[] vector, int parts, int row) {
    owner.spend(PREPARED * vector.length);
    return definition.is(Part.NORM_LAST)
        ? normalized(rotated(vector, parts, row), parts)
        : rotated(normalized(vector, parts), parts, row);
  }

  private boolean isNormalized(Member stage) {
    return switch (stage) {
      case NORMALIZED_QUERY, NORMALIZED_KEYS -> true;
      case ROTATED_QUERY, ROTATED_KEYS -> !definition.is(Part.NORM_LAST);
      default -> false;
    };
  }

  private boolean isRotated(Member stage) {
    return switch (stage) {
      case ROTATED_QUERY, ROTATED_KEYS -> true;
      case NORMALIZED_QUERY, NORMALIZED_KEYS -> definition.is(Part.NORM_LAST);
      default -> false;
    };
  }

  /** Normalizes so many heads side by side. */
  private double[] normalized(double[] vector, int parts) {
    Norm norm = definition.find(Part.NORM);
    Norm.Gains gains = norm == null ? null : ofQueries ? norm.queries() : norm.keys();
    return norm == null || gains == null ? vector : arithmetic.round(norm.of(vector, parts, gains));
  }

  /** Rotates so many heads side by side. */
  private double[] rotated(double[] vector, int parts, int row) {
    Rotary rotary = definition.find(Part.ROTARY);
    if (rotary == null) {
      return vector;
    }
    double[] angles = ofQueries ? ofQuery(rotary, row) : ofKey(rotary, row);
    return arithmetic.round(rotary.of(vector, parts, angles));
  }

  private double[] ofQuery(Rotary rotary, int row) {
    return rotary.angles(rotary.queryPosition(row), arithmetic);
  }

  /** The angles of keys are those of the request but for few mistakes, which keep their own. */
  private double[] ofKey(Rotary rotary, int row) {
    Rotary right = owner.right().find(Part.ROTARY);
    boolean same =
        right != null
            && rotary.frequencies() == right.frequencies()
            && rotary.keyPositions() == right.keyPositions();
    double[] @Nullable [] known =
        same
            ? owner.onceForAll(Rotary.class, () -> new double[count()][])
            : owner.once(Rotary.class, () -> new double[count()][]);
    double[] angles = known[row];
    if (angles == null) {
      angles = rotary.angles(rotary.keyPosition(row), arithmetic);
      known[row] = angles;
    }
    return angles;
  }
}
