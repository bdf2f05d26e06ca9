package attention.picture;

import attention.trace.Member;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which value has which colour.
 *
 * @param signed whether it runs from −most to most; else from 0
 * @param least of the logarithm: values of this size and below look like 0
 * @param most the value of the last colour
 */
record Range(boolean signed, ColourScale scale, double least, double most) {

  /** Powers of ten that a logarithmic scale covers at either side of 0. */
  private static final double SIGNED_DECADES = 3;

  /** Stages whose numbers are shares of 1. */
  private static final Set<Member> SHARES =
      EnumSet.of(Member.WEIGHTS, Member.AVERAGE_WEIGHTS, Member.SINK_WEIGHT);

  /** Stages whose numbers are not signed. */
  private static final Set<Member> SIZES = EnumSet.of(Member.ENTROPY, Member.WEIGHT_SUM);

  /** The range of these panels together. */
  static Range of(View view, Collection<Cells> panels) {
    double most = 0;
    double least = Double.POSITIVE_INFINITY;
    boolean negative = false;
    for (Cells panel : panels) {
      for (double value : panel.values()) {
        if (Double.isFinite(value)) {
          double size = Math.abs(value);
          most = Math.max(most, size);
          least = size > 0 ? Math.min(least, size) : least;
          negative |= value < 0;
        }
      }
    }
    boolean shares = SHARES.contains(view.stage()) && !negative;
    boolean signed = !shares && (negative || !SIZES.contains(view.stage()));
    boolean toOne = shares && most <= 1 + 1e-6 && view.scale() != ColourScale.MAX;
    return of(signed, view.scale(), least, most, toOne ? 1 : most);
  }

  /** The range of the means of one panel, which may be much smaller than its values. */
  Range ofMeans(Cells means) {
    double largest = 0;
    double smallest = Double.POSITIVE_INFINITY;
    for (double value : means.values()) {
      if (Double.isFinite(value)) {
        largest = Math.max(largest, Math.abs(value));
        smallest = value == 0 ? smallest : Math.min(smallest, Math.abs(value));
      }
    }
    return of(signed, scale, smallest, largest, largest);
  }

  /**
   * The range of these sizes.
   *
   * @param smallest above 0; infinite if all are 0
   * @param end the value of the last colour, if the scale is not logarithmic or signed
   */
  private static Range of(
      boolean signed, ColourScale scale, double smallest, double largest, double end) {
    if (scale == ColourScale.LOG && !signed && largest > 0) {
      Decades decades = Decades.of(smallest, largest);
      return new Range(false, scale, decades.least(), decades.most());
    }
    double full = end > 0 ? end : 1;
    double least = Math.max(full / StrictMath.pow(10, SIGNED_DECADES), Double.MIN_NORMAL);
    return new Range(signed, scale, least, full);
  }

  Palette palette() {
    return signed ? Palette.DIVERGING : Palette.SEQUENTIAL;
  }

  /**
   * The index of the colour of a value.
   *
   * @param rowMost the largest size in its row
   */
  int index(double value, double rowMost) {
    double share =
        switch (scale) {
          case FIXED, MAX -> value / most;
          case ROW -> rowMost == 0 ? 0 : value / rowMost;
          case LOG -> Math.copySign(logarithmic(Math.abs(value)), value);
        };
    double from0 = signed ? (share + 1) / 2 : share;
    return (int) Math.clamp(Math.round(from0 * (Palette.SIZE - 1)), 0, Palette.SIZE - 1);
  }

  private double logarithmic(double size) {
    return size <= least ? 0 : StrictMath.log10(size / least) / StrictMath.log10(most / least);
  }
}
