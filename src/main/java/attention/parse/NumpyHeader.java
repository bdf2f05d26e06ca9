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
 * The header of a NumPy file (NEP 1, formats 1.0 and 2.0) that holds a matrix as it is read here:
 * two-dimensional, C order, little-endian float32 or float64.
 */
record NumpyHeader(Dtype dtype, long rows, long columns) {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /** No header of a plain array is longer; NumPy itself refuses longer ones. */
  private static final int LONGEST = 10_000;

  private static final Pattern DICTIONARY = Pattern.compile("\\{.*}\\s*", Pattern.DOTALL);
  private static final Pattern TYPE = member("'([^']*)'|\\[", "descr");
  private static final Pattern ORDER = member("(True|False)", "fortran_order");
  private static final Pattern SHAPE = member("\\(([0-9, ]*)\\)", "shape");
  private static final Pattern MATRIX = Pattern.compile(" *([0-9]{1,18}) *, *([0-9]{1,18}) *,? *");

  private static Pattern member(String value, String name) {
    return Pattern.compile("'" + name + "'\\s*:\\s*(?:" + value + ")");
  }

  /** How many bytes of numbers follow. */
  long bytes() {
    return rows * columns * dtype.bytes();
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
    if (version < 1 || version > 2 || minor != 0) {
      throw refusal("a NumPy file of format 1.0 or 2.0", "%d.%d".formatted(version, minor));
    }
    byte[] text = body.readNBytes(length(body, version == 1 ? Short.BYTES : Integer.BYTES));
    return parse(new String(text, StandardCharsets.ISO_8859_1));
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
    Dtype dtype = dtype(type.group(1));
    if (order.group(1).equals("True")) {
      throw refusal("an array in C order", "Fortran order. Send numpy.ascontiguousarray(array)");
    }
    Matcher matrix = MATRIX.matcher(shape.group(1));
    if (!matrix.matches()) {
      throw refusal(
          "a two-dimensional array, n × d",
          "the shape (%s). Send array.reshape(n, d)".formatted(Quoted.of(shape.group(1))));
    }
    return new NumpyHeader(dtype, Long.parseLong(matrix.group(1)), Long.parseLong(matrix.group(2)));
  }

  private static Dtype dtype(@Nullable String type) {
    return switch (type) {
      case "<f4" -> Dtype.FLOAT32;
      case "<f8" -> Dtype.FLOAT64;
      case null ->
          throw refusal(
              "an array of numbers", "one of records. Send one field of it, array['name']");
      default ->
          throw refusal(
              "numbers of the type '<f4' or '<f8'",
              "'%s', %s. Send array.astype('<f4') or array.astype('<f8')"
                  .formatted(Quoted.of(type), kind(type)));
    };
  }

  private static String kind(String type) {
    return switch (type.length() < 2 ? ' ' : type.charAt(1)) {
      case 'O' -> "which are Python objects, a pickle";
      case 'f' -> "floating-point of another width or byte order";
      case 'i', 'u' -> "which are integers";
      case 'b' -> "which are truth values";
      case 'c' -> "which are complex";
      case 'U', 'S' -> "which are texts";
      default -> "which are no numbers";
    };
  }

  /** The refusal of a body that is not what is read here. */
  static ProblemException refusal(String expected, String found) {
    return Faults.single(
        FaultCode.INVALID_NPY, Pointer.ROOT, "Expected %s, found %s.".formatted(expected, found));
  }
}
