package attention.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import attention.matrix.Dtype;
import attention.matrix.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A kernel, tried on plain arrays in one layout. Whatever it computes, it must leave alone what
 * stands around its result, and its operands where they are not its result.
 */
record Bench<M extends Matrix<M>>(Kernel<M> kernel, Layout layout) {

  /** Every variant of the arithmetic: one line each. */
  private static final List<Kernels> VARIANTS = List.of(Kernels.scalar(), Kernels.simd());

  /** Sizes around the numbers of lanes that a vector can have. */
  private static final int[] SIZES = {1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 64, 65, 100};

  /** What stands around operands: whoever reads it spoils the result. */
  private static final double SPOIL = Double.NaN;

  /** What stands where a result goes, and around it: every dtype has it. */
  private static final double MARK = -3 << 12;

  static Stream<Kernel<?>> kernels() {
    return VARIANTS.stream().flatMap(variant -> Stream.of(variant.float32(), variant.float64()));
  }

  /** Every kernel with its operands in every place. */
  static Stream<Bench<?>> everywhere() {
    return kernels()
        .flatMap(kernel -> Arrays.stream(Layout.values()).map(layout -> on(kernel, layout)));
  }

  /** Every kernel with results in a place of their own. */
  static Stream<Bench<?>> apart() {
    return everywhere().filter(bench -> !bench.layout().inPlace);
  }

  static IntStream sizes() {
    return Arrays.stream(SIZES);
  }

  private static <M extends Matrix<M>> Bench<M> on(Kernel<M> kernel, Layout layout) {
    return new Bench<>(kernel, layout);
  }

  Dtype dtype() {
    return kernel.dtype();
  }

  /** ε, the distance from 1 to the next number of the dtype. */
  double epsilon() {
    return dtype() == Dtype.FLOAT32 ? Math.ulp(1f) : Math.ulp(1.0);
  }

  double[][] productTransposed(double[][] a, double[][] b) {
    Placed<M> left = operand(a);
    Placed<M> right = operand(b);
    Placed<M> out = result(a.length, b.length);
    kernel.packTransposed(right.matrix()).multiply(left.matrix(), out.matrix());
    return checked(out, MARK);
  }

  double[][] product(double[][] a, double[][] b) {
    Placed<M> left = operand(a);
    Placed<M> right = operand(b);
    Placed<M> out = result(a.length, b[0].length);
    kernel.pack(right.matrix()).multiply(left.matrix(), out.matrix());
    return checked(out, MARK);
  }

  double[][] scale(double[][] x, double factor) {
    return each(x, (in, out) -> kernel.scale(in, factor, out));
  }

  double[][] softcap(double[][] x, double cap) {
    return each(x, (in, out) -> kernel.softcap(in, cap, out));
  }

  double[][] add(double[][] x, double[][] y) {
    return each(x, (in, out) -> kernel.add(in, operand(y).matrix(), out));
  }

  /** {@code x + y} in the place of y. */
  double[][] addInto(double[][] x, double[][] y) {
    return each(y, (in, out) -> kernel.add(operand(x).matrix(), in, out));
  }

  double[][] multiply(double[][] x, double[][] y) {
    return each(x, (in, out) -> kernel.multiply(in, operand(y).matrix(), out));
  }

  double[][] rotate(double[][] x, boolean adjacent, double[][] cos, double[][] sin) {
    return each(
        x,
        (in, out) ->
            kernel.rotate(in, adjacent, operand(cos).matrix(), operand(sin).matrix(), out));
  }

  double[][] sigmoid(double[][] x) {
    return each(x, kernel::sigmoid);
  }

  double[] mask(double[] x, boolean[] allowed) {
    return row(x, (in, out) -> kernel.mask(in, 1, allowed, out));
  }

  double[] exp(double[] x, double shift) {
    return row(x, (in, out) -> kernel.exp(in, 1, shift, out));
  }

  /** What {@code exp} returns. */
  double sumOfExp(double[] x, double shift) {
    double[] sum = new double[1];
    row(x, (in, out) -> sum[0] = kernel.exp(in, 1, shift, out));
    return sum[0];
  }

  double[] zeroMasked(double[] x) {
    return row(x, (in, out) -> kernel.zeroMasked(in, 1, out));
  }

  double[] divide(double[] x, double divisor) {
    return row(x, (in, out) -> kernel.divide(in, 1, divisor, out));
  }

  double max(double... x) {
    return kernel.max(operand(between(x)).matrix(), 1);
  }

  double min(double... x) {
    return kernel.min(operand(between(x)).matrix(), 1);
  }

  double sum(double... x) {
    return kernel.sum(operand(between(x)).matrix(), 1);
  }

  int countFinite(double... x) {
    return kernel.countFinite(operand(between(x)).matrix(), 1);
  }

  private double[][] each(double[][] x, BiConsumer<M, M> operation) {
    if (layout.inPlace) {
      Placed<M> both = Placed.of(kernel, layout.cut, MARK, x);
      operation.accept(both.matrix(), both.matrix());
      return checked(both, MARK);
    }
    Placed<M> in = operand(x);
    Placed<M> out = result(x.length, x[0].length);
    operation.accept(in.matrix(), out.matrix());
    Exact.assertEqual(in.elements(), operand(x).elements());
    return checked(out, MARK);
  }

  /** An operation on the middle one of three rows. */
  private double[] row(double[] x, BiConsumer<M, M> operation) {
    double[][] rows = each(between(x), operation);
    double[] others = layout.inPlace ? between(x)[0] : filled(x.length, MARK);
    assertThat(rows[0]).as("the row before").isEqualTo(others);
    assertThat(rows[2]).as("the row behind").isEqualTo(others);
    return rows[1];
  }

  private double[][] checked(Placed<M> out, double around) {
    out.assertSurroundings(around);
    return out.elements();
  }

  private Placed<M> operand(double[][] values) {
    return Placed.of(kernel, layout.cut, SPOIL, values);
  }

  private Placed<M> result(int rows, int columns) {
    double[][] marks = new double[rows][];
    Arrays.setAll(marks, i -> filled(columns, MARK));
    return Placed.of(kernel, layout.cut, MARK, marks);
  }

  private static double[][] between(double[] x) {
    return new double[][] {filled(x.length, 7), x, filled(x.length, 7)};
  }

  private static double[] filled(int length, double value) {
    double[] row = new double[length];
    Arrays.fill(row, value);
    return row;
  }

  @Override
  public String toString() {
    return "%s %s".formatted(kernel.getClass().getSimpleName(), layout);
  }
}
