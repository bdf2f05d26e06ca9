package attention.parse;

import attention.matrix.Dtype;
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
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The header of a NumPy file (NEP 1, formats 1.0 to 3.0) that holds a matrix: two-dimensional, C
 * order, little-endian float32, float64 or float16. Every spelling of such a header that {@code
 * numpy.load} accepts is accepted.
 */
record NumpyHeader(Dtype dtype, long rows, long columns) {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LAST_VERSION = 3;

  /** No header of a plain array is longer; NumPy itself refuses longer ones. */
  private static final int LONGEST = 10_000;

  private static final Pattern DICTIONARY = Pattern.compile("\\s*\\{.*}\\s*", Pattern.DOTALL);
  private static final Pattern TYPE = member("(['\"])(?<type>[^'\"]*)\\1|\\[", "descr");
  private static final Pattern ORDER = member("(True|False)", "fortran_order");
  private static final Pattern SHAPE = member("\\(([0-9L,\\s]*)\\)", "shape");
  private static final Pattern MATRIX =
      Pattern.compile("\\s*([0-9]{1,18})L?\\s*,\\s*([0-9]{1,18})L?\\s*,?\\s*");
  private static final Pattern BATCH =
      Pattern.compile("[0-9L\\s]*,[0-9L\\s]*,\\s*[0-9].*", Pattern.DOTALL);

  /** A member of the dictionary, whose name is in either kind of quotes. */
  private static Pattern member(String value, String name) {
    return Pattern.compile("(?:'%1$s'|\"%1$s\")\\s*:\\s*(?:%2$s)".formatted(name, value));
  }

  /** How many bytes of numbers follow. */
  long bytes() {
    return rows * columns * dtype.bytes();
  }

  /** How many bytes the numbers hold in memory: as they arrived, and in the matrix. */
  long bytesHeld() {
    return rows * columns * (dtype.bytes() + dtype.bytesInMemory());
  }

  /**
   * Reads a header to its end.
   *
   * @throws ProblemException if it is none, or of anything else that NumPy can store
   * @throws IOException if the client breaks off
   */
  static NumpyHeader read(InputStream body) throws IOException {
    byte[] magic = body.readNBytes(MAGIC.length);
    if (!Arrays.equals(magic, MAGIC)) {
      throw refusal("a NumPy file as numpy.save writes it", foreign(magic));
    }
    int version = body.read();
    int minor = body.read();
    if (version < 1 || version > LAST_VERSION || minor != 0) {
      throw refusal(
          "a NumPy file of format 1.0, 2.0 or 3.0", "format %d.%d".formatted(version, minor));
    }
    byte[] text = body.readNBytes(length(body, version == 1 ? Short.BYTES : Integer.BYTES));
    return parse(
        new String(
            text, version == LAST_VERSION ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1));
  }

  private static int length(InputStream body, int bytes) throws IOException {
    byte[] length = Arrays.copyOf(body.readNBytes(bytes), Integer.BYTES);
    int value = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getInt();
    if (value < 0 || value > LONGEST) {
      throw refusal("a header of at most %d bytes".formatted(LONGEST), "a longer one");
    }
    return value;
  }

  private static String foreign(byte[] magic) {
    if (magic.length > 1 && magic[0] == 'P' && magic[1] == 'K') {
      return "an archive of several (.npz). Send one array, written by numpy.save";
    }
    return magic.length > 0 && magic[0] == (byte) 0x80
        ? "a pickle. Send an array, written by numpy.save"
        : "something else. Send an array, written by numpy.save, or JSON as application/json";
  }

  private static NumpyHeader parse(String header) {
    Matcher type = TYPE.matcher(header);
    Matcher order = ORDER.matcher(header);
    Matcher shape = SHAPE.matcher(header);
    if (!DICTIONARY.matcher(header).matches() || !type.find() || !order.find() || !shape.find()) {
      throw refusal(
          "a header with 'descr', 'fortran_order' and 'shape'",
          "\"%s\"".formatted(Quoted.of(header)));
    }
    Dtype dtype = dtype(type.group("type"));
    if (order.group(1).equals("True")) {
      throw refusal("an array in C order", "Fortran order. Send numpy.ascontiguousarray(array)");
    }
    Matcher matrix = MATRIX.matcher(shape.group(1));
    if (!matrix.matches()) {
      throw refusal(
          "a two-dimensional array, n × d",
          "the shape (%s). %s"
              .formatted(
                  Quoted.of(shape.group(1)),
                  BATCH.matcher(shape.group(1)).matches()
                      ? "Send one sequence per request: array[0], array[1] and so on, each by itself"
                      : "Send array.reshape(n, d)"));
    }
    return new NumpyHeader(dtype, Long.parseLong(matrix.group(1)), Long.parseLong(matrix.group(2)));
  }

  /**
   * The dtype of a name that {@code numpy.dtype} takes; without a byte order it is little-endian.
   */
  private static Dtype dtype(@Nullable String type) {
    if (type == null) {
      throw refusal("an array of numbers", "one of records. Send one field of it, array['name']");
    }
    String name = type.isEmpty() || "<=|".indexOf(type.charAt(0)) < 0 ? type : type.substring(1);
    return switch (name) {
      case "f4", "f", "float32", "single" -> Dtype.FLOAT32;
      case "f8", "d", "float64", "double", "float" -> Dtype.FLOAT64;
      case "f2", "e", "float16", "half" -> Dtype.FLOAT16;
      default ->
          throw refusal(
              "numbers of the type '<f4', '<f8' or '<f2'",
              "'%s', %s. Send array.astype('<f4'), '<f8' or '<f2'"
                  .formatted(Quoted.of(type), kind(type)));
    };
  }

  private static String kind(String type) {
    String name = type.isEmpty() || "<>=|".indexOf(type.charAt(0)) < 0 ? type : type.substring(1);
    return switch (name.isEmpty() ? ' ' : name.charAt(0)) {
      case 'O', 'o' -> "which are Python objects, a pickle";
      case 'f', 'g', 'd', 'e', 'l' -> "floating-point numbers of another width or byte order";
      case 'i', 'u' -> "which are integers";
      case 'b', '?' -> "which are booleans";
      case 'c' -> "which are complex numbers";
      case 'U', 'S' -> "which are strings";
      default -> "which are not numbers";
    };
  }

  /** The refusal of a body that is not such a file. */
  static ProblemException refusal(String expected, String found) {
    return Faults.single(
        FaultCode.INVALID_NPY, Pointer.ROOT, "Expected %s, found %s.".formatted(expected, found));
  }
}
