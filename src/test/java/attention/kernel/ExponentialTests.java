package attention.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import attention.matrix.Matrix;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The ends of exp, tanh and sigmoid, and that lanes give the bits of plain Java. */
class ExponentialTests {

  private static final Kernels SCALAR = Kernels.scalar();
  private static final Kernels SIMD = Kernels.simd();

  /** Both signs, every exponent, the ends, and many where the functions are not flat. */
  private static final double[] NUMBERS =
      Stream.of(
              DoubleStream.of(0, Double.MIN_VALUE, Float.MIN_VALUE, Double.POSITIVE_INFINITY),
              DoubleStream.of(Double.NaN, Float.MAX_VALUE, Double.MAX_VALUE),
              DoubleStream.iterate(Float.MIN_NORMAL, x -> x < 1e38, x -> x * 1.7),
              DoubleStream.iterate(Double.MIN_NORMAL, x -> x < 1e300, x -> x * 77),
              new Random(1).doubles(100_000, 0, 800),
              new Random(2).doubles(100_000, 0, 110),
              new Random(3).doubles(100_000))
          .flatMapToDouble(Function.identity())
          .flatMap(x -> DoubleStream.of(x, -x))
          .toArray();

  @Test
  void lanesGiveTheBitsOfPlainJava() {
    Exact.assertEqual(Curves.of(SIMD.float32()), Curves.of(SCALAR.float32()));
    Exact.assertEqual(Curves.of(SIMD.float64()), Curves.of(SCALAR.float64()));
  }

  /** What a kernel makes of {@link #NUMBERS}. */
  private record Curves<M extends Matrix<M>>(Kernel<M> kernel, M x) {

    static <M extends Matrix<M>> double[][] of(Kernel<M> kernel) {
      M x = kernel.zeros(1, NUMBERS.length);
      x.write(0, NUMBERS, NUMBERS.length);
      Curves<M> curves = new Curves<>(kernel, x);
      return new double[][] {
        curves.made((in, out) -> kernel.exp(in, 0, 0, out)),
        curves.made(kernel::tanh),
        curves.made((in, out) -> kernel.softcap(in, 30, out)),
        curves.made(kernel::sigmoid)
      };
    }

    private double[] made(Operation<M> operation) {
      M out = kernel.zeros(1, x.columns());
      operation.apply(x, out);
      return IntStream.range(0, x.columns()).mapToDouble(j -> out.at(0, j)).toArray();
    }
  }

  private interface Operation<M> {
    void apply(M in, M out);
  }

  @Test
  void expEndsWhereItsResultsLeaveTheRange() {
    assertThat(FloatExponential.exp(-0f)).isEqualTo(1);
    assertThat(FloatExponential.exp(0x1.62e42ep6f)).isFinite();
    assertThat(FloatExponential.exp(0x1.62e43p6f)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(FloatExponential.exp(-103.9f)).isEqualTo(Float.MIN_VALUE);
    assertThat(FloatExponential.exp(-103.98f)).isZero();
    assertThat(DoubleExponential.exp(-0.0)).isEqualTo(1);
    assertThat(DoubleExponential.exp(0x1.62e42fefa39efp9)).isFinite();
    assertThat(DoubleExponential.exp(0x1.62e42fefa39fp9)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(DoubleExponential.exp(-745.1)).isEqualTo(Double.MIN_VALUE);
    assertThat(DoubleExponential.exp(-745.2)).isZero();
  }

  @Test
  void tanhIsOddAndEndsAtOne() {
    for (double x : NUMBERS) {
      assertThat(DoubleExponential.tanh(-x)).isEqualTo(Double.valueOf(-DoubleExponential.tanh(x)));
      assertThat(Math.abs(DoubleExponential.tanh(x)) > 1).isFalse();
      assertThat(FloatExponential.tanh((float) -x))
          .isEqualTo(Float.valueOf(-FloatExponential.tanh((float) x)));
    }
    assertThat(FloatExponential.tanh(Float.MIN_VALUE)).isEqualTo(Float.MIN_VALUE);
    assertThat(DoubleExponential.tanh(Double.MIN_VALUE)).isEqualTo(Double.MIN_VALUE);
    assertThat(FloatExponential.tanh(9.02f)).isEqualTo(1);
    assertThat(DoubleExponential.tanh(19.07)).isEqualTo(1);
    assertThat(FloatExponential.tanh(Float.NEGATIVE_INFINITY)).isEqualTo(-1);
  }
}
