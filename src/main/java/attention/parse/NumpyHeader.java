package attention.parse;

import attention.problem.FaultCode;
import attention.problem.Faults;
import attention.problem.Pointer;
import attention.problem.ProblemException;
import attention.problem.Quoted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The header of a NumPy file (NEP 1, formats 1.0 to 3.0), in every spelling that {@code numpy.load}
 * accepts.
 *
 * @param columnMajor whether the elements are in Fortran order
 * @param axes the length of each axis
 */
record NumpyHeader(NumpyType type, boolean columnMajor, List<Long> axes) {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LAST_VERSION = 3;

  /** No header of a plain array is longer; NumPy itself refuses longer ones. */
  private static final int LONGEST = 10_000;

  /** NumPy itself makes none of more. */
  private static final int MOST_AXES = 64;

  private static final String TYPE = "descr";
  private static final String ORDER = "fortran_order";
  private static final String SHAPE = "shape";
  private static final Set<String> ENTRIES = Set.of(TYPE, ORDER, SHAPE);

  NumpyHeader {
    axes = List.copyOf(axes);
  }

  /** How many elements follow; the largest {@code long} if there are more. */
  long elements() {
    long elements = 1;
    for (long axis : axes) {
      elements = product(elements, axis);
    }
    return elements;
  }

  /** How many bytes follow; the largest {@code long} if there are more. */
  long bytes() {
    return product(elements(), type.bytes());
  }

  private static long product(long a, long b) {
    long high = Math.multiplyHigh(a, b);
    return high != 0 || a * b < 0 ? Long.MAX_VALUE : a * b;
  }

  /** The shape, for a refusal. */
  String shape() {
    return axes.size() == 1
        ? "(%d,)".formatted(axes.getFirst())
        : "(" + String.join(", ", axes.stream().map(String::valueOf).toList()) + ")";
  }

  /**
   * Reads a header to its end.
   *
   * @param file where the file is in the request
   * @throws ProblemException if it is none
   * @throws IOException if the client breaks off
   */
  static NumpyHeader read(InputStream body, Pointer file) throws IOException {
    byte[] magic = body.readNBytes(MAGIC.length);
    if (!Arrays.equals(magic, MAGIC)) {
      throw refusal(file, "a NumPy file as numpy.save writes it", foreign(magic));
    }
    int version = body.read();
    int minor = body.read();
    if (minor < 0) {
      throw refusal(
          file, "a NumPy file as numpy.save writes it", "one that ends within its header");
    }
    if (version < 1 || version > LAST_VERSION || minor != 0) {
      throw refusal(
          file, "a NumPy file of format 1.0, 2.0 or 3.0", "format %d.%d".formatted(version, minor));
    }
    int length = length(body.readNBytes(version == 1 ? Short.BYTES : Integer.BYTES));
    if (length < 0 || length > LONGEST) {
      throw refusal(file, "a header of at most %d bytes".formatted(LONGEST), "a longer one");
    }
    String header =
        new String(
            body.readNBytes(length),
            version == LAST_VERSION ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    return parse(header, file);
  }

  private static int length(byte[] bytes) {
    return ByteBuffer.wrap(Arrays.copyOf(bytes, Integer.BYTES))
        .order(ByteOrder.LITTLE_ENDIAN)
        .getInt();
  }

  private static String foreign(byte[] magic) {
    if (magic.length > 1 && magic[0] == 'P' && magic[1] == 'K') {
      return "an archive of several (.npz). Send one array, written by numpy.save, or the archive as application/x-npz";
    }
    return magic.length > 0 && magic[0] == (byte) 0x80
        ? "a pickle. Send an array, written by numpy.save"
        : "something else. Send an array, written by numpy.save, or JSON as application/json";
  }

  private static NumpyHeader parse(String header, Pointer file) {
    Map<String, Object> entries = PythonLiteral.dictionary(header);
    List<Long> axes = entries == null ? null : axes(entries.get(SHAPE));
    if (entries == null
        || axes == null
        || !entries.keySet().equals(ENTRIES)
        || !(entries.get(ORDER) instanceof Boolean columnMajor)
        || !(entries.get(TYPE) instanceof String || entries.get(TYPE) instanceof List)) {
      throw refusal(
          file,
          "a header with 'descr', 'fortran_order' and 'shape'",
          "\"%s\"".formatted(Quoted.of(header)));
    }
    if (axes.size() > MOST_AXES) {
      throw refusal(file, "at most %d axes".formatted(MOST_AXES), Integer.toString(axes.size()));
    }
    String type = entries.get(TYPE) instanceof String name ? name : null;
    return new NumpyHeader(NumpyType.of(type), columnMajor, axes);
  }

  private static @Nullable List<Long> axes(@Nullable Object shape) {
    if (!(shape instanceof PythonLiteral.Tuple(List<?> items))) {
      return null;
    }
    List<Long> axes = new ArrayList<>();
    for (Object item : items) {
      if (!(item instanceof Long axis)) {
        return null;
      }
      axes.add(axis);
    }
    return axes;
  }

  /** The refusal of what is not such a file. */
  static ProblemException refusal(Pointer file, String expected, String found) {
    return Faults.single(
        FaultCode.INVALID_NPY, file, "Expected %s, found %s.".formatted(expected, found));
  }
}
