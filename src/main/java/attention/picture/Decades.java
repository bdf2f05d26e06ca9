package attention.picture;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The range of a logarithmic scale of numbers that are not signed. Its ends are whole powers of
 * ten, or where that would leave much of it empty, 1, 2 or 5 times such a power.
 *
 * @param from the number of the lower end: {@code 3 k}, {@code 3 k + 1} and {@code 3 k + 2} are 1,
 *     2 and 5 times the k-th power of ten
 * @param to the number of the upper end
 */
record Decades(int from, int to) {

  /** The values of a power of ten: 1, 2 and 5 times. */
  private static final int EACH = 3;

  /** The most powers of ten; smaller values have the first colour. */
  private static final int MOST = 6;

  /** In up to so many powers of ten, 2 and 5 times are ends and have a mark. */
  private static final int FINE = 2;

  /** Smaller powers of ten have few digits in binary, or none. */
  private static final int LOWEST = EACH * -300;

  private static final int HIGHEST = EACH * 308;

  /** For values that are not exact in binary. */
  private static final double ROUNDING = 1e-6;

  /** Those that contain these positive values. */
  static Decades of(double smallest, double largest) {
    int to = Math.clamp(above(largest), LOWEST + EACH, HIGHEST);
    int from = Math.max(below(Math.min(smallest, largest)), to - EACH * (MOST + 1));
    from = Math.max(from, LOWEST);
    if (to - from > EACH * FINE) {
      to = Math.ceilDiv(to, EACH) * EACH;
      from = Math.max(Math.floorDiv(from, EACH) * EACH, to - EACH * MOST);
    }
    return new Decades(Math.min(from, to - EACH), to);
  }

  private static int above(double value) {
    int number = EACH * (int) Math.ceil(StrictMath.log10(value));
    while (value(number - 1) * (1 + ROUNDING) >= value) {
      number--;
    }
    return number;
  }

  private static int below(double value) {
    int number = EACH * (int) Math.floor(StrictMath.log10(value));
    while (value(number + 1) * (1 - ROUNDING) <= value) {
      number++;
    }
    return number;
  }

  private static double value(int number) {
    return factor(number) * StrictMath.pow(10, Math.floorDiv(number, EACH));
  }

  private static int factor(int number) {
    return switch (Math.floorMod(number, EACH)) {
      case 0 -> 1;
      case 1 -> 2;
      default -> 5;
    };
  }

  double least() {
    return value(from);
  }

  double most() {
    return value(to);
  }

  /** Where the values are that a legend names, from 0 to 1. */
  List<Legend.Mark> marks() {
    int step = to - from > EACH * FINE ? EACH : 1;
    double all = StrictMath.log10(most() / least());
    return IntStream.rangeClosed(from, to)
        .filter(number -> Math.floorMod(number, step) == 0)
        .mapToObj(number ->
            new Legend.Mark(
                StrictMath.log10(value(number) / least()) / all,
                Digits.step(factor(number), Math.floorDiv(number, EACH))))
        .toList();
  }
}
