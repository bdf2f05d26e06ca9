package attention.definition;

import attention.stage.Pairing;
import org.jspecify.annotations.Nullable;

/**
 * Vectors turned by their positions.
 *
 * @param frequencies one for each pair of columns that turn
 * @param base of which they are made; NaN where they are given
 * @param queryPositions one for each query; absent = i + offset
 * @param keyPositions one for each key; absent = j
 * @param direction 1, or −1 for the opposite direction
 * @param mixed whether the angles are paired as the other pairing pairs its columns
 */
public record Rotary(
    double[] frequencies,
    double base,
    Pairing pairing,
    double @Nullable [] queryPositions,
    double @Nullable [] keyPositions,
    double offset,
    double direction,
    boolean mixed) {

  public static double[] frequencies(double base, int dimension) {
    double[] frequencies = new double[dimension / 2];
    for (int m = 0; m < frequencies.length; m++) {
      frequencies[m] = Math.pow(base, -2.0 * m / dimension);
    }
    return frequencies;
  }

  double queryPosition(int i) {
    return queryPositions == null ? i + offset : queryPositions[i];
  }

  double keyPosition(int j) {
    return keyPositions == null ? j : keyPositions[j];
  }

  public Rotary inverted() {
    return new Rotary(
        frequencies, base, pairing, queryPositions, keyPositions, offset, -direction, mixed);
  }

  public Rotary otherPairing() {
    Pairing other = pairing == Pairing.HALVES ? Pairing.INTERLEAVED : Pairing.HALVES;
    return new Rotary(
        frequencies, base, other, queryPositions, keyPositions, offset, direction, mixed);
  }

  public Rotary mixedPairing(Pairing columns) {
    return new Rotary(
        frequencies, base, columns, queryPositions, keyPositions, offset, direction, true);
  }

  public Rotary over(double[] others) {
    return new Rotary(
        others, base, pairing, queryPositions, keyPositions, offset, direction, mixed);
  }

  /** The positions of queries moved. */
  public Rotary moved(int by) {
    double[] moved = queryPositions == null ? null : queryPositions.clone();
    for (int i = 0; moved != null && i < moved.length; i++) {
      moved[i] += by;
    }
    return new Rotary(
        frequencies, base, pairing, moved, keyPositions, offset + by, direction, mixed);
  }

  public Rotary withoutOffset() {
    return new Rotary(frequencies, base, pairing, null, keyPositions, 0, direction, mixed);
  }

  /** Turns a row of several heads. */
  double[] of(double[] row, int heads, double position, Arithmetic arithmetic) {
    double[] turned = row.clone();
    double[] cosines = new double[frequencies.length];
    double[] sines = new double[cosines.length];
    for (int m = 0; m < cosines.length; m++) {
      double angle = direction * position * frequencies[m];
      cosines[m] = arithmetic.round(Math.cos(angle));
      sines[m] = arithmetic.round(Math.sin(angle));
    }
    int width = row.length / heads;
    for (int from = 0; from < row.length; from += width) {
      turn(row, from, cosines, sines, turned);
    }
    return turned;
  }

  private void turn(double[] x, int from, double[] cosines, double[] sines, double[] out) {
    int pairs = frequencies.length;
    boolean halves = pairing == Pairing.HALVES;
    for (int m = 0; m < pairs; m++) {
      int a = halves ? m : 2 * m;
      int b = halves ? m + pairs : 2 * m + 1;
      int ofA = angle(a);
      int ofB = angle(b);
      out[from + a] = x[from + a] * cosines[ofA] - x[from + b] * sines[ofA];
      out[from + b] = x[from + b] * cosines[ofB] + x[from + a] * sines[ofB];
    }
  }

  /** The index of the frequency of a column. */
  private int angle(int column) {
    int pairs = frequencies.length;
    boolean halves = (pairing == Pairing.HALVES) != mixed;
    return halves ? column % pairs : column / 2;
  }
}
