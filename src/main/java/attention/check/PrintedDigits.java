package attention.check;

import attention.definition.View;
import attention.mistake.Given;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Whether the numbers of a client are ours as far as their digits go, where they have so few that
 * rounding leaves the tolerance: two decimals, or three or four significant digits.
 */
final class PrintedDigits {

  private static final double DECIMALS = 100;
  private static final double EXACT = 1e-9;
  private static final int FEW = 3;
  private static final int MOST = 4;

  /** Fewer numbers have few digits by chance. */
  private static final int LEAST = 4;

  private final List<Given> given;

  PrintedDigits(List<Given> given) {
    this.given = given;
  }

  /** The largest error of a number that was rounded. */
  @FunctionalInterface
  private interface Rounding {
    double of(double x);
  }

  /** Whether rounding to these digits explains how far the numbers are from ours. */
  boolean explain(View right) {
    return numbers().filter(Double::isFinite).count() >= LEAST
        && given.stream().allMatch(stage -> stage.hasShapeOf(right))
        && roundings().stream()
            .anyMatch(
                rounding -> given.stream().allMatch(stage -> isRounded(stage, right, rounding)));
  }

  private DoubleStream numbers() {
    return given.stream().flatMapToDouble(stage -> Arrays.stream(stage.numbers()));
  }

  /** The ways to round to the digits that the numbers have. */
  private List<Rounding> roundings() {
    List<Rounding> roundings = new ArrayList<>();
    if (areMultiples(DECIMALS) && !areMultiples(DECIMALS / 10)) {
      roundings.add(x -> 0.5 / DECIMALS);
    }
    for (int digits = FEW; digits <= MOST; digits++) {
      int most = digits;
      if (numbers().allMatch(x -> hasAtMost(x, most))) {
        roundings.add(x -> 0.5 / scale(x, most));
      }
    }
    return roundings;
  }

  private boolean areMultiples(double factor) {
    return given.stream().allMatch(it -> GivenReader.areMultiples(it.numbers(), factor));
  }

  private static boolean hasAtMost(double x, int digits) {
    if (x == 0 || !Double.isFinite(x)) {
      return true;
    }
    double scale = scale(x, digits);
    double rounded = Math.rint(x * scale) / scale;
    boolean isRoundedFloat = (float) x == x && (float) rounded == x;
    return isRoundedFloat || Math.abs(x - rounded) <= EXACT * Math.abs(x);
  }

  /** By which a number with so many significant digits is an integer. */
  private static double scale(double x, int digits) {
    return x == 0
        ? Double.POSITIVE_INFINITY
        : Math.pow(10, digits - 1 - Math.floor(Math.log10(Math.abs(x))));
  }

  private static boolean isRounded(Given stage, View right, Rounding rounding) {
    int rows = right.rows(stage.stage());
    for (int row = 0; row < rows; row++) {
      double[] ours = right.row(stage.stage(), row);
      for (int i = 0; i < ours.length; i++) {
        double x = stage.numbers()[row * ours.length + i];
        double error = Double.isFinite(x) ? rounding.of(x) : 0;
        boolean near = Math.abs(x - ours[i]) <= error * (1 + EXACT) + EXACT;
        if (!near && !stage.tolerance().agree(x, ours[i])) {
          return false;
        }
      }
    }
    return true;
  }
}
