package attention.parse;

import attention.parse.NumpyType.Kind;
import attention.problem.FaultCode;
import attention.problem.Faults;
import java.util.EnumSet;
import java.util.Set;

/** The arrays that a member can be: of which elements, and of how many axes. */
enum ArrayForm {
  MATRIX(Elements.FLOATS, 2, "a two-dimensional array, n × d", "array.reshape(n, d)"),
  MATRICES(
      Elements.FLOATS,
      3,
      "a three-dimensional array, heads × q × n",
      "numpy.stack(arrays) of them"),
  VECTOR(Elements.NUMBERS, 1, "a one-dimensional array", "array.reshape(-1)"),
  INTEGERS(Elements.INTEGERS, 1, "a one-dimensional array", "array.reshape(-1)"),
  FLAGS(Elements.BOOLEANS, 1, "a one-dimensional array", "array.reshape(-1)"),
  STAGE(
      Elements.NUMBERS,
      1,
      Integer.MAX_VALUE,
      "one to four axes, such as q × n",
      "the axes that the stage has"),
  FLAG_ROWS(Elements.BOOLEANS, 2, "a two-dimensional array, q × n", "array.reshape(q, n)"),
  TEXT(Elements.TEXT, 0, "one string", "numpy.array(text)");

  private static final String BATCH =
      "one sequence per request: array[0], array[1] and so on, each by itself";

  private final Elements elements;
  private final int axes;
  private final int mostAxes;
  private final String shape;
  private final String reshaped;

  ArrayForm(Elements elements, int axes, String shape, String reshaped) {
    this(elements, axes, axes, shape, reshaped);
  }

  ArrayForm(Elements elements, int axes, int mostAxes, String shape, String reshaped) {
    this.elements = elements;
    this.axes = axes;
    this.mostAxes = mostAxes;
    this.shape = shape;
    this.reshaped = reshaped;
  }

  /** The elements that an array can have. */
  private enum Elements {
    FLOATS(
        EnumSet.of(Kind.FLOAT16, Kind.FLOAT32, Kind.FLOAT64),
        "numbers of the type '<f4', '<f8' or '<f2'",
        "array.astype('<f4'), '<f8' or '<f2'"),
    NUMBERS(
        EnumSet.of(Kind.FLOAT16, Kind.FLOAT32, Kind.FLOAT64, Kind.INTEGER, Kind.UNSIGNED),
        "numbers of the type '<f4', '<f8' or '<f2', or integers",
        "array.astype('<f4'), '<f8' or '<f2'"),
    INTEGERS(EnumSet.of(Kind.INTEGER, Kind.UNSIGNED), "integers", "array.astype('<i4')"),
    BOOLEANS(EnumSet.of(Kind.BOOLEAN), "booleans, of the type '|b1'", "array.astype(bool)"),
    TEXT(
        EnumSet.of(Kind.TEXT, Kind.BYTES),
        "JSON text, of the type '<U' or '|S'",
        "json.dumps(members)");

    private final Set<Kind> kinds;
    private final String expected;
    private final String cast;

    Elements(Set<Kind> kinds, String expected, String cast) {
      this.kinds = kinds;
      this.expected = expected;
      this.cast = cast;
    }
  }

  /** Whether an array is such; otherwise adds what it is to the faults. */
  boolean fits(NumpyArray array, Faults faults) {
    NumpyHeader header = array.header();
    if (!elements.kinds.contains(header.type().kind())) {
      refuse(array, faults, elements.expected, header.type().described(), elements.cast);
      return false;
    }
    if (header.columnMajor()) {
      refuse(
          array, faults, "an array in C order", "Fortran order", "numpy.ascontiguousarray(array)");
      return false;
    }
    if (header.axes().size() < axes || header.axes().size() > mostAxes) {
      boolean batch = this == MATRIX && header.axes().size() > axes;
      refuse(array, faults, shape, "the shape " + header.shape(), batch ? BATCH : reshaped);
      return false;
    }
    return true;
  }

  private static void refuse(
      NumpyArray array, Faults faults, String expected, String found, String cure) {
    faults.add(
        FaultCode.INVALID_NPY,
        array.file(),
        "Expected %s, found %s. Send %s.",
        expected,
        found,
        cure);
  }
}
