package attention.parse;

import attention.problem.FaultCode;
import attention.problem.Faults;
import attention.problem.Pointer;
import attention.request.InputMatrix;
import attention.request.InputMatrix.Values;
import attention.request.InputVector;
import attention.request.PostedStage;
import attention.trace.Member;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which reader of arrays the type of a record component calls for. Each counts what it keeps as the
 * readers of JSON do.
 */
final class ArrayReaders {

  /** The array of a row, its header included, and the reference to it. */
  private static final long BYTES_PER_ROW = 32;

  private ArrayReaders() {}

  /** The reader for a component; nothing if it can only be JSON. */
  static @Nullable ArrayReader of(RecordComponent component) {
    Class<?> type = component.getType();
    if (type == InputMatrix.class) {
      return ArrayReaders::matrix;
    }
    if (type == InputVector.class) {
      return ArrayReaders::vector;
    }
    if (type == boolean[].class) {
      return ArrayReaders::flags;
    }
    if (type == boolean[][].class) {
      return ArrayReaders::flagRows;
    }
    if (type == int[].class) {
      return ArrayReaders::integers;
    }
    return ValueReaders.isListOf(component, InputMatrix.class) ? ArrayReaders::matrices : null;
  }

  /** A matrix, as it arrives. */
  static InputMatrix matrix(NumpyArray array, Tally tally, Pointer at) throws IOException {
    if (!ArrayForm.MATRIX.fits(array, tally.faults()) || !hasNumbers(array, 0, tally, at)) {
      return new InputMatrix(at, -1, 0, Values.NONE, false, false);
    }
    holdRounded(array, tally);
    Values numbers = new Values.Raw(array.elements(tally).bytes());
    return new InputMatrix(at, array.axis(0), array.axis(1), numbers, false, true);
  }

  /** The reader of a stage that a client computed, of any shape. */
  static ArrayReader stage(Member stage) {
    return (array, tally, at) -> {
      NumpyHeader header = array.header();
      if (!ArrayForm.STAGE.fits(array, tally.faults()) || !isStage(header, tally, at)) {
        return null;
      }
      tally.hold(StageReader.BYTES_PER_STAGE + Double.BYTES * header.elements());
      NumpyElements elements = array.elements(tally);
      double[] numbers = new double[elements.count()];
      for (int i = 0; i < numbers.length; i++) {
        double number = elements.number(i);
        numbers[i] = Double.isFinite(number) ? number : Double.NaN;
      }
      int[] shape = header.axes().stream().mapToInt(Math::toIntExact).toArray();
      return new PostedStage(stage, at, shape, numbers, false);
    };
  }

  private static boolean isStage(NumpyHeader header, Tally tally, Pointer at) {
    if (header.axes().size() > PostedStage.MOST_AXES) {
      StageReader.isTooDeep(tally.faults(), at);
      return false;
    }
    if (header.elements() == 0) {
      StageReader.isEmpty(tally.faults(), at);
      return false;
    }
    return tally.countNumbers(header.elements(), at);
  }

  /** Matrices that follow each other, as they arrive. */
  private static @Nullable List<InputMatrix> matrices(NumpyArray array, Tally tally, Pointer at)
      throws IOException {
    if (!ArrayForm.MATRICES.fits(array, tally.faults())
        || !hasNumbers(array, 1, tally, at)
        || !isWithinHeads(array, tally, at)) {
      return null;
    }
    int count = array.axis(0);
    tally.hold(MatrixReader.BYTES_PER_MATRIX * count);
    holdRounded(array, tally);
    ByteBuffer all = array.elements(tally).bytes();
    int length = all.limit() / count;
    List<InputMatrix> matrices = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Values numbers = new Values.Raw(all.slice(i * length, length).order(all.order()));
      matrices.add(
          new InputMatrix(at.child(i), array.axis(1), array.axis(2), numbers, false, true));
    }
    return matrices;
  }

  /** Whether there are numbers, and not too many; otherwise adds the fault. */
  private static boolean hasNumbers(NumpyArray array, int rowAxis, Tally tally, Pointer at) {
    NumpyHeader header = array.header();
    if (header.elements() == 0) {
      tally
          .faults()
          .add(
              FaultCode.EMPTY_MATRIX,
              at,
              "Expected at least one row and one column, found a matrix of %d × %d.",
              header.axes().get(rowAxis),
              header.axes().get(rowAxis + 1));
      return false;
    }
    return tally.countNumbers(header.elements(), at);
  }

  private static void holdRounded(NumpyArray array, Tally tally) {
    NumpyHeader header = array.header();
    long bytes = Objects.requireNonNull(header.type().dtype()).bytesInMemory();
    tally.hold(header.elements() * bytes);
  }

  /** A vector of finite numbers, as float64. */
  private static @Nullable InputVector vector(NumpyArray array, Tally tally, Pointer at)
      throws IOException {
    if (!ArrayForm.VECTOR.fits(array, tally.faults())
        || !tally.countNumbers(array.header().elements(), at)) {
      return null;
    }
    tally.hold(MatrixReader.BYTES_PER_NUMBER * array.header().elements());
    NumpyElements elements = array.elements(tally);
    double[] numbers = new double[elements.count()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = finite(elements.number(i), tally.faults(), at, i);
    }
    Values values = new Values.Chunks(List.of(numbers));
    return new InputVector(new InputMatrix(at, 1, numbers.length, values, true, true));
  }

  private static double finite(double number, Faults faults, Pointer at, int i) {
    if (Double.isFinite(number)) {
      return number;
    }
    faults.add(FaultCode.OUTSIDE_DTYPE, at.child(i), "Expected finite numbers, found %s.", number);
    return 0;
  }

  private static int @Nullable [] integers(NumpyArray array, Tally tally, Pointer at)
      throws IOException {
    if (!ArrayForm.INTEGERS.fits(array, tally.faults()) || !isWithinKeys(array, 0, tally, at)) {
      return null;
    }
    NumpyElements elements = array.elements(tally);
    tally.hold(Integer.BYTES * array.header().elements());
    int[] integers = new int[elements.count()];
    for (int i = 0; i < integers.length; i++) {
      long value = elements.integer(i);
      integers[i] = (int) value;
      if (integers[i] != value) {
        ScalarReaders.outOfRange(
            tally.faults(), at.child(i), Integer.MIN_VALUE, Integer.MAX_VALUE, elements.text(i));
      }
    }
    return integers;
  }

  private static boolean @Nullable [] flags(NumpyArray array, Tally tally, Pointer at)
      throws IOException {
    if (!ArrayForm.FLAGS.fits(array, tally.faults()) || !isWithinKeys(array, 0, tally, at)) {
      return null;
    }
    NumpyElements elements = array.elements(tally);
    tally.hold(BYTES_PER_ROW + array.header().elements());
    return row(elements, 0, array.axis(0));
  }

  private static boolean @Nullable [][] flagRows(NumpyArray array, Tally tally, Pointer at)
      throws IOException {
    if (!ArrayForm.FLAG_ROWS.fits(array, tally.faults())
        || !isWithinKeys(array, 0, tally, at)
        || !isWithinKeys(array, 1, tally, at)) {
      return null;
    }
    NumpyElements elements = array.elements(tally);
    tally.hold(BYTES_PER_ROW * array.axis(0) + array.header().elements());
    boolean[][] rows = new boolean[array.axis(0)][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = row(elements, i, array.axis(1));
    }
    return rows;
  }

  private static boolean[] row(NumpyElements flags, int row, int length) {
    boolean[] values = new boolean[length];
    for (int i = 0; i < length; i++) {
      values[i] = flags.flag(row * length + i);
    }
    return values;
  }

  private static boolean isWithinHeads(NumpyArray array, Tally tally, Pointer at) {
    long count = array.header().axes().get(0);
    return MatrixListReader.isWithin(tally.limits(), count, tally.faults(), at);
  }

  private static boolean isWithinKeys(NumpyArray array, int axis, Tally tally, Pointer at) {
    long length = array.header().axes().get(axis);
    if (length > tally.limits().keys()) {
      ScalarReaders.tooMany(tally.faults(), at, tally.limits().keys(), length);
    }
    return length <= tally.limits().keys();
  }
}
