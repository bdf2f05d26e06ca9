package attention.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What matrices promise, whatever their dtype. */
@ParameterizedClass
@MethodSource("makers")
class MatrixTests {

  /** How a matrix of one dtype is made. */
  interface Maker {

    Matrix<?> zeros(int rows, int columns);

    /** Through the array that the matrix keeps. */
    Matrix<?> of(int rows, int columns, double... values);
  }

  private static final Maker FLOATS =
      new Maker() {
        @Override
        public Matrix<?> zeros(int rows, int columns) {
          return FloatMatrix.zeros(rows, columns);
        }

        @Override
        public Matrix<?> of(int rows, int columns, double... values) {
          float[] narrowed = new float[values.length];
          for (int i = 0; i < values.length; i++) {
            narrowed[i] = (float) values[i];
          }
          return FloatMatrix.of(rows, columns, narrowed);
        }

        @Override
        public String toString() {
          return "float32";
        }
      };

  private static final Maker DOUBLES =
      new Maker() {
        @Override
        public Matrix<?> zeros(int rows, int columns) {
          return DoubleMatrix.zeros(rows, columns);
        }

        @Override
        public Matrix<?> of(int rows, int columns, double... values) {
          return DoubleMatrix.of(rows, columns, values);
        }

        @Override
        public String toString() {
          return "float64";
        }
      };

  private record Halves(Dtype dtype) implements Maker {

    @Override
    public Matrix<?> zeros(int rows, int columns) {
      return FloatMatrix.zeros(dtype, rows, columns);
    }

    @Override
    public Matrix<?> of(int rows, int columns, double... values) {
      Shapes.requireLength(values.length, rows, columns);
      FloatMatrix matrix = FloatMatrix.zeros(dtype, rows, columns);
      matrix.write(0, values, values.length);
      return matrix;
    }

    @Override
    public String toString() {
      return dtype.toString();
    }
  }

  private final Maker make;

  MatrixTests(Maker make) {
    this.make = make;
  }

  static List<Maker> makers() {
    return List.of(FLOATS, DOUBLES, new Halves(Dtype.FLOAT16), new Halves(Dtype.BFLOAT16));
  }

  /** 0, 1, 2 … row by row. */
  private Matrix<?> counting(int rows, int columns) {
    return make.of(
        rows, columns, DoubleStream.iterate(0, x -> x + 1).limit((long) rows * columns).toArray());
  }

  private static double[][] elements(Matrix<?> matrix) {
    double[][] elements = new double[matrix.rows()][matrix.columns()];
    for (int i = 0; i < matrix.rows(); i++) {
      for (int j = 0; j < matrix.columns(); j++) {
        elements[i][j] = matrix.at(i, j);
      }
    }
    return elements;
  }

  @Test
  void whateverIsMadeFromAMatrixHasItsDtype() {
    Matrix<?> matrix = counting(3, 4);
    assertThat(
            List.of(
                matrix.rows(0, 2),
                matrix.columns(1, 3),
                matrix.select(new int[] {2, 0}),
                matrix.transposed()))
        .allMatch(made -> made.dtype() == matrix.dtype());
  }

  @Test
  void aRowIsCopiedAndWrittenThroughTheViewAlone() {
    Matrix<?> whole = counting(3, 4);
    Matrix<?> view = whole.rows(1, 3).columns(1, 3);
    double[] row = new double[3];
    view.get(1, row);
    assertThat(row).containsExactly(9, 10, 0);
    view.set(0, new double[] {0.1, 1e-50, 9});
    Dtype dtype = whole.dtype();
    assertThat(elements(whole))
        .isDeepEqualTo(
            new double[][] {
              {0, 1, 2, 3}, {4, dtype.round(0.1), dtype.round(1e-50), 7}, {8, 9, 10, 11}
            });
  }

  @Test
  void rowsLeaveAndComeBackAsBytesOfTheirDtype() {
    Matrix<?> view = counting(3, 4).columns(1, 3);
    Dtype dtype = view.dtype();
    ByteBuffer bytes = ByteBuffer.allocate(4 * dtype.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    view.put(1, bytes);
    view.put(2, bytes);
    assertThat(bytes.hasRemaining()).isFalse();
    Matrix<?> read = make.zeros(3, 2);
    read.read(2, bytes.flip());
    assertThat(bytes.hasRemaining()).isFalse();
    assertThat(elements(read)).isDeepEqualTo(new double[][] {{0, 0}, {5, 6}, {9, 10}});
  }

  @Test
  void zerosAreZeroInTheShapeAskedFor() {
    Matrix<?> zeros = make.zeros(2, 3);
    assertThat(elements(zeros)).isDeepEqualTo(new double[2][3]);
    assertThat(zeros.dtype()).hasToString(make.toString());
  }

  @Test
  void aDtypeThatTheArrayDoesNotHoldIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FloatMatrix.zeros(Dtype.FLOAT64, 1, 1))
        .withMessageContaining("float64");
    for (Dtype dtype : List.of(Dtype.FLOAT32, Dtype.FLOAT16, Dtype.BFLOAT16)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> DoubleMatrix.zeros(dtype, 1, 1))
          .withMessageContaining(dtype.toString());
    }
  }

  @Test
  void elementsStandRowByRow() {
    assertThat(elements(counting(2, 3))).isDeepEqualTo(new double[][] {{0, 1, 2}, {3, 4, 5}});
  }

  @Test
  void aSideMayBeEmpty() {
    assertThat(make.zeros(0, 3).rows()).isZero();
    assertThat(make.of(3, 0).columns()).isZero();
  }

  @Test
  void aNegativeSideIsRefusedWithBothSides() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> make.zeros(-1, 3))
        .withMessageContaining("-1 rows and 3 columns");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> make.zeros(2, -3))
        .withMessageContaining("2 rows and -3 columns");
  }

  @Test
  void moreElementsThanAnArrayHoldsAreRefusedBeforeTheyWrapAround() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> make.zeros(65_536, 65_537))
        .withMessageContaining("65536 rows of 65537 columns");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> make.of(65_536, 65_536))
        .withMessageContaining("do not fit");
  }

  @Test
  void aShapeThatItsNumbersDoNotFillIsRefusedWithBothCounts() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> make.of(2, 3, 1, 2, 3, 4, 5))
        .withMessageContainingAll("6 numbers", "5 were given");
  }

  @Test
  void anElementOutsideIsRefusedEvenWhereTheArrayHasOne() {
    Matrix<?> view = counting(4, 5).rows(1, 3).columns(1, 3);
    for (int[] place : new int[][] {{-1, 0}, {2, 0}, {0, -1}, {0, 2}}) {
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> view.at(place[0], place[1]));
    }
  }

  @Test
  void aCutIsAViewOfTheSameNumbers() {
    Matrix<?> whole = counting(4, 5);
    Matrix<?> view = whole.rows(1, 4).columns(2, 4).rows(1, 3);
    assertThat(elements(view)).isDeepEqualTo(new double[][] {{12, 13}, {17, 18}});
    whole.write(12, new double[] {-1}, 1);
    assertThat(view.at(0, 0)).isEqualTo(-1);
  }

  @Test
  void aCutMayBeEmptyOrEverything() {
    Matrix<?> whole = counting(2, 2);
    assertThat(elements(whole.rows(0, 2).columns(0, 2))).isDeepEqualTo(elements(whole));
    assertThat(whole.rows(2, 2).rows()).isZero();
    assertThat(whole.columns(1, 1).columns()).isZero();
  }

  @Test
  void aCutThatReachesOutsideIsRefused() {
    Matrix<?> whole = counting(2, 3);
    for (int[] cut : new int[][] {{-1, 1}, {0, 4}, {2, 1}}) {
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> whole.rows(cut[0], cut[1]));
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> whole.columns(cut[0], cut[1]));
    }
  }

  @Test
  void rowsAreSelectedInTheOrderNamed() {
    Matrix<?> view = counting(4, 3).columns(1, 3);
    assertThat(elements(view.select(new int[] {3, 0, 3})))
        .isDeepEqualTo(new double[][] {{10, 11}, {1, 2}, {10, 11}});
    assertThat(view.select(new int[0]).rows()).isZero();
  }

  @Test
  void aRunOfNeighboursIsSelectedWithoutACopy() {
    Matrix<?> whole = counting(4, 2);
    Matrix<?> run = whole.select(new int[] {1, 2});
    Matrix<?> picked = whole.select(new int[] {1, 3});
    whole.write(2, new double[] {-1}, 1);
    assertThat(run.at(0, 0)).isEqualTo(-1);
    assertThat(picked.at(0, 0)).isEqualTo(2);
  }

  @Test
  void aRowThatDoesNotExistCannotBeSelected() {
    for (int[] rows : new int[][] {{4}, {-1}, {0, 4}, {3, 4}, {2, -1}}) {
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> counting(4, 2).select(rows));
    }
  }

  @Test
  void writingRoundsOnceAndGoesOnOverTheEndOfARow() {
    Matrix<?> written = make.zeros(3, 2).rows(1, 3);
    written.write(1, new double[] {0.1, 1e-50, 9}, 2);
    Dtype dtype = written.dtype();
    assertThat(elements(written))
        .isDeepEqualTo(new double[][] {{0, dtype.round(0.1)}, {dtype.round(1e-50), 0}});
  }

  @Test
  void writingOutsideIsRefusedAndChangesNothing() {
    Matrix<?> whole = counting(3, 2);
    Matrix<?> rows = whole.rows(0, 2);
    for (int[] run : new int[][] {{-1, 1}, {3, 2}, {0, 5}}) {
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> rows.write(run[0], new double[5], run[1]));
    }
    assertThat(elements(whole)).isDeepEqualTo(elements(counting(3, 2)));
  }

  @Test
  void aViewOfSomeColumnsCannotBeWrittenAsAWhole() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> counting(2, 5).columns(1, 4).write(0, new double[1], 1))
        .withMessageContaining("3 out of 5 columns");
  }
}
