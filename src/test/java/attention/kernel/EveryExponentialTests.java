package attention.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The proof that exp, tanh and sigmoid of every float32 are within one ulp, in every lane. */
@Tag("exhaustive")
class EveryExponentialTests {

  private static final int PARTS = 1 << 12;
  private static final int LANES = FloatVector.SPECIES_PREFERRED.length();

  /** A function, in one number and in lanes. */
  enum Curve {
    EXP(FloatExponential::exp, SimdFloatExponential::exp, StrictMath::exp),
    TANH(FloatExponential::tanh, SimdFloatExponential::tanh, StrictMath::tanh),
    SIGMOID(FloatExponential::sigmoid, SimdFloatExponential::sigmoid, Curve::sigmoid);

    private final One one;
    private final UnaryOperator<FloatVector> lanes;
    private final DoubleUnaryOperator exact;

    Curve(One one, UnaryOperator<FloatVector> lanes, DoubleUnaryOperator exact) {
      this.one = one;
      this.lanes = lanes;
      this.exact = exact;
    }

    private static double sigmoid(double x) {
      return 1 / (1 + StrictMath.exp(-x));
    }

    private Stream<String> faults(int part) {
      float[] x = new float[LANES];
      float[] y = new float[LANES];
      Stream.Builder<String> faults = Stream.builder();
      int last = (part + 1) * (1 << 20) - 1;
      for (int bits = part << 20; bits - last <= 0; bits += LANES) {
        for (int i = 0; i < LANES; i++) {
          x[i] = Float.intBitsToFloat(bits + i);
        }
        lanes.apply(FloatVector.fromArray(FloatVector.SPECIES_PREFERRED, x, 0)).intoArray(y, 0);
        for (int i = 0; i < LANES; i++) {
          if (Float.compare(y[i], one.apply(x[i])) != 0 || !isClose(x[i], y[i])) {
            faults.add("%s of %s: %s, %s in lanes".formatted(this, x[i], one.apply(x[i]), y[i]));
          }
        }
      }
      return faults.build();
    }

    private boolean isClose(float x, float y) {
      double near = exact.applyAsDouble(x);
      return Double.isNaN(near)
          ? Float.isNaN(y)
          : near > Float.MAX_VALUE
              ? y == Float.POSITIVE_INFINITY || y == Float.MAX_VALUE && Double.isFinite(near)
              : Math.abs(y - near) <= Math.ulp((float) near);
    }
  }

  private interface One {
    float apply(float x);
  }

  @ParameterizedTest
  @EnumSource
  void everyFloatIsWithinOneUlp(Curve curve) {
    List<String> faults =
        IntStream.range(0, PARTS).parallel().boxed().flatMap(curve::faults).limit(100).toList();
    assertThat(faults).isEmpty();
  }
}
