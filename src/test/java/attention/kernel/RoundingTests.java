package attention.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import attention.matrix.Dtype;
import attention.matrix.FloatMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Under the halves every result is that of float32, rounded once. */
@ParameterizedClass
@MethodSource("benches")
class RoundingTests {

  /** No half, and no half has it as the middle between two. */
  private static final double FACTOR = 0.3003;

  private final Bench<FloatMatrix> half;
  private final Bench<FloatMatrix> wide;
  private final Numbers numbers;

  RoundingTests(Bench<FloatMatrix> half) {
    this.half = half;
    this.wide = new Bench<>(half.kernel().wide(), half.layout());
    this.numbers = Numbers.of(half.dtype(), 5);
  }

  static Stream<Bench<FloatMatrix>> benches() {
    return Stream.of(Kernels.scalar(), Kernels.simd())
        .flatMap(kernels -> Stream.of(kernels.float16(), kernels.bfloat16()))
        .flatMap(
            kernel -> Arrays.stream(Layout.values()).map(layout -> new Bench<>(kernel, layout)));
  }

  private double[][] rounded(double[][] x) {
    return Arrays.stream(x).map(this::rounded).toArray(double[][]::new);
  }

  private double[] rounded(double[] x) {
    return Arrays.stream(x).map(half.dtype()::round).toArray();
  }

  private void assertRounds(Function<Bench<FloatMatrix>, double[][]> operation) {
    double[][] unrounded = operation.apply(wide);
    Exact.assertEqual(operation.apply(half), rounded(unrounded));
  }

  private void assertRoundsRow(Function<Bench<FloatMatrix>, double[]> operation) {
    assertRounds(bench -> new double[][] {operation.apply(bench)});
  }

  @ParameterizedTest
  @MethodSource("attention.kernel.Bench#sizes")
  void productsAreAccumulatedInFloat32AndRoundedOnce(int size) {
    double[][] a = numbers.matrix(3, size);
    double[][] b = numbers.matrix(5, size);
    double[][] c = numbers.matrix(size, 5);
    if (!half.layout().inPlace) {
      assertRounds(bench -> bench.productTransposed(a, b));
      assertRounds(bench -> bench.product(a, c));
    }
  }

  @ParameterizedTest
  @MethodSource("attention.kernel.Bench#sizes")
  void operationsOnElementsAreRoundedOnce(int size) {
    double[][] x = numbers.matrix(3, size);
    double[][] y = numbers.matrix(3, size);
    List<BiFunction<Bench<FloatMatrix>, double[][], double[][]>> operations =
        List.of(
            (bench, in) -> bench.scale(in, half.dtype().round(FACTOR)),
            (bench, in) -> bench.softcap(in, half.dtype().round(FACTOR)),
            (bench, in) -> bench.add(in, y),
            (bench, in) -> bench.multiply(in, y),
            (bench, in) -> bench.rotate(twice(in), true, x, y),
            (bench, in) -> bench.rotate(twice(in), false, x, y),
            Bench::sigmoid);
    operations.forEach(operation -> assertRounds(bench -> operation.apply(bench, x)));
  }

  private static double[][] twice(double[][] x) {
    return Arrays.stream(x)
        .map(row -> DoubleStream.concat(Arrays.stream(row), Arrays.stream(row)).toArray())
        .toArray(double[][]::new);
  }

  @ParameterizedTest
  @MethodSource("attention.kernel.Bench#sizes")
  void operationsOnARowAreRoundedOnce(int size) {
    double[] x = rounded(numbers.dyadic(size, -9, 3));
    assertRoundsRow(bench -> bench.exp(x, half.dtype().round(FACTOR)));
    assertRoundsRow(bench -> bench.divide(x, half.dtype().round(FACTOR)));
    assertRoundsRow(bench -> new double[] {bench.sum(x)});
    assertThat(half.sumOfExp(x, 0)).isEqualTo(half.sum(half.exp(x, 0)));
  }

  @Test
  void scalarsAreRoundedBeforeTheyAreUsed() {
    double[][] x = {{1, 3}};
    double rounded = half.dtype().round(FACTOR);
    Exact.assertEqual(half.scale(x, FACTOR), half.scale(x, rounded));
    Exact.assertEqual(half.softcap(x, FACTOR), half.softcap(x, rounded));
    assertThat(half.divide(x[0], FACTOR)).isEqualTo(half.divide(x[0], rounded));
    assertThat(half.exp(x[0], FACTOR)).isEqualTo(half.exp(x[0], rounded));
    assertThat(half.scale(new double[][] {{1}}, FACTOR)[0][0]).isEqualTo(rounded);
  }

  @Test
  void whatOnlyChoosesIsLeftToFloat32() {
    double[] x = {1, -2, Double.NEGATIVE_INFINITY, 0.5};
    boolean[] allowed = {true, false, true, true};
    assertThat(half.mask(x, allowed)).isEqualTo(wide.mask(x, allowed));
    assertThat(half.zeroMasked(x)).isEqualTo(wide.zeroMasked(x));
    assertThat(half.max(x)).isEqualTo(1);
    assertThat(half.min(1, -2, 3)).isEqualTo(-2);
    assertThat(half.countFinite(x)).isEqualTo(3);
  }

  @Test
  void beyondTheLargestHalfAreInfinities() {
    double largest = half.dtype().largest();
    Exact.assertEqual(
        half.scale(new double[][] {{largest, -largest}}, 2),
        new double[][] {{Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}});
    assertThat(half.sum(largest, largest)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void aSumMayLeaveTheRangeOnTheWayToAResultInsideIt() {
    double large = half.dtype() == Dtype.FLOAT16 ? 60_000 : 0x1p62;
    if (!half.layout().inPlace) {
      double[][] a = {{large, large, -large}};
      assertThat(half.productTransposed(a, new double[][] {{2, 2, 3}})[0][0])
          .isEqualTo(half.dtype().round(large));
    }
  }

  @Test
  void roundingTouchesTheMatrixAlone() {
    Kernel<FloatMatrix> kernel = half.kernel();
    Placed<FloatMatrix> placed =
        Placed.of(kernel.wide(), half.layout().cut, FACTOR, new double[][] {{0.1, 1}, {2, 0.7}});
    kernel.round(placed.matrix());
    Exact.assertEqual(placed.elements(), rounded(new double[][] {{0.1f, 1}, {2, 0.7f}}));
    placed.assertSurroundings((float) FACTOR);
  }

  /** Every upper half with lower halves around the middle, among them those of NaN. */
  @Test
  void aRowIsRoundedAsItsNumbersAre() {
    int[] lower = {0, 1, 0x7fff, 0x8000, 0x8001, 0xffff, 0x0fff, 0x1000, 0x1001};
    float[] numbers = new float[lower.length << 16];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Float.intBitsToFloat(i / lower.length << 16 | lower[i % lower.length]);
    }
    FloatMatrix row = FloatMatrix.of(1, numbers.length, numbers.clone());
    half.kernel().round(row);
    for (int i = 0; i < numbers.length; i++) {
      double expected = half.dtype().round(numbers[i]);
      if (Double.compare(row.values()[i], expected) != 0) {
        assertThat((double) row.values()[i]).as("%a", numbers[i]).isEqualTo(expected);
      }
    }
  }

  @Test
  void float32AndFloat64HaveNothingLeftToRound() {
    Kernel<FloatMatrix> kernel = half.kernel().wide();
    FloatMatrix x = FloatMatrix.of(1, 2, 0.1f, Float.MIN_VALUE);
    kernel.round(x);
    assertThat(x.values()).containsExactly(0.1f, Float.MIN_VALUE);
    assertThat(kernel.wide()).isSameAs(kernel);
  }
}
