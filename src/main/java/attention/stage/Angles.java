package attention.stage;

import java.util.Arrays;

/**
 * Cosine and sine of p·f for every frequency f, position after position, in float64. Whole
 * positions are a multiple of 16 and a rest, whose cosines and sines are kept and combined by the
 * addition theorem: neighbours cost a few multiplications. Error at most 5·2⁻⁵³, and that of
 * rounding p·f.
 *
 * <p>Any thread may use it; at worst two of them compute the same.
 */
final class Angles {

  /** A power of two: how many positions have a multiple of it in common. */
  private static final int STRIDE = 16;

  /** How many positions are kept at most: every rest, a multiple, their sum, and the next one. */
  static final int KEPT = STRIDE + 3;

  private final double[] frequencies;
  private final Circle[] rests = new Circle[STRIDE];
  private Circle multiple;

  Angles(double[] frequencies) {
    this.frequencies = frequencies;
    Arrays.setAll(rests, rest -> Circle.at(rest, frequencies));
    this.multiple = rests[0];
  }

  /** The cosines and sines at a position. */
  Circle at(double position) {
    double floor = Math.floor(position / STRIDE) * STRIDE;
    int rest = (int) (position - floor);
    if (floor + rest != position) {
      return Circle.at(position, frequencies);
    }
    Circle known = multiple;
    if (known.position != floor) {
      known = Circle.at(floor, frequencies);
      multiple = known;
    }
    return rest == 0 ? known : known.plus(rests[rest]);
  }

  /** Cosines and sines at one position, one for each frequency. */
  record Circle(double position, double[] cos, double[] sin) {

    private static Circle at(double position, double[] frequencies) {
      Circle circle =
          new Circle(position, new double[frequencies.length], new double[frequencies.length]);
      for (int m = 0; m < frequencies.length; m++) {
        circle.cos[m] = Math.cos(position * frequencies[m]);
        circle.sin[m] = Math.sin(position * frequencies[m]);
      }
      return circle;
    }

    private Circle plus(Circle other) {
      Circle sum =
          new Circle(position + other.position, new double[cos.length], new double[cos.length]);
      add(cos, sin, other.cos, other.sin, sum.cos, sum.sin);
      return sum;
    }

    /** Over arrays alone, which the JIT makes vectors of. */
    private static void add(
        double[] cosA, double[] sinA, double[] cosB, double[] sinB, double[] cos, double[] sin) {
      for (int m = 0; m < cos.length; m++) {
        cos[m] = cosA[m] * cosB[m] - sinA[m] * sinB[m];
        sin[m] = sinA[m] * cosB[m] + cosA[m] * sinB[m];
      }
    }
  }
}
