package attention.definition;

import attention.stage.Pairing;
import org.jspecify.annotations.Nullable;

/**
 * Vectors turned by their positions.
 *
 * @param frequencies one for each pair of columns that turn
 * @param base of which they are made; NaN where they are given
 * @param queryPositions one for each query; absent = i + offset, empty = all at 0
 * @param keyPositions one for each key; absent = j, empty = all at 0
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

  /** All at position 0, where nothing turns. */
  private static final double[] AT_0 = {};

  public static double[] frequencies(double base, int dimension) {
    double[] frequencies = new double[dimension / 2];
    for (int m = 0; m < frequencies.length; m++) {
      frequencies[m] = Math.pow(base, -2.0 * m / dimension);
    }
    return frequencies;
  }

  /** Where a query stands. */
  public double queryPosition(int i) {
    return queryPositions == null ? i + offset : position(queryPositions, i);
  }

  double keyPosition(int j) {
    return keyPositions == null ? j : position(keyPositions, j);
  }

  private static double position(double[] positions, int i) {
    return positions.length == 0 ? 0 : positions[i];
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

  public Rotary ofQueriesOnly() {
    return new Rotary(frequencies, base, pairing, queryPositions, AT_0, offset, direction, mixed);
  }

  public Rotary ofKeysOnly() {
    return new Rotary(frequencies, base, pairing, AT_0, keyPositions, offset, direction, mixed);
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

  /** The cosines and then the sines of a position's angles, of all pairs of columns. */
  double[] angles(double position, Arithmetic arithmetic) {
    int pairs = frequencies.length;
    double[] angles = new double[2 * pairs];
    for (int m = 0; m < pairs; m++) {
      angles[m] = arithmetic.round(Math.cos(position * frequencies[m]));
      angles[pairs + m] = arithmetic.round(Math.sin(position * frequencies[m]));
    }
    return angles;
  }

  /** Turns a row of several heads by the angles of its position. */
  double[] of(double[] row, int heads, double[] angles) {
    double[] turned = row.clone();
    int width = row.length / heads;
    for (int from = 0; from < row.length; from += width) {
      turn(row, from, angles, turned);
    }
    return turned;
  }

  private void turn(double[] x, int from, double[] angles, double[] out) {
    int pairs = frequencies.length;
    for (int m = 0; m < pairs; m++) {
      int a = pairing == Pairing.HALVES ? m : 2 * m;
      int b = pairing == Pairing.HALVES ? m + pairs : 2 * m + 1;
      int ofA = angle(a);
      int ofB = angle(b);
      double sineOfA = direction * angles[pairs + ofA];
      double sineOfB = direction * angles[pairs + ofB];
      out[from + a] = x[from + a] * angles[ofA] - x[from + b] * sineOfA;
      out[from + b] = x[from + b] * angles[ofB] + x[from + a] * sineOfB;
    }
  }

  /** The angle by which a column turns. */
  private int angle(int column) {
    boolean halves = (pairing == Pairing.HALVES) != mixed;
    if (!halves) {
      return column / 2;
    }
    return column < frequencies.length ? column : column - frequencies.length;
  }
}
