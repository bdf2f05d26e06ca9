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
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  private static final Pattern DICTIONARY = Pattern.compile("\\s*\\{.*}\\s*", Pattern.DOTALL);
  private static final Pattern TYPE = member("(['\"])(?<type>[^'\"]*)\\1|\\[", "descr");
  private static final Pattern ORDER = member("(True|False)", "fortran_order");
  private static final Pattern SHAPE = member("\\(([0-9L,\\s]*)\\)", "shape");
  private static final Pattern AXIS = Pattern.compile("([0-9]{1,18})L?");
  private static final Pattern AXES =
      Pattern.compile("\\s*|(?:\\s*[0-9]{1,18}L?\\s*,)+\\s*(?:[0-9]{1,18}L?\\s*)?");

  /** A member of the dictionary, whose name is in either kind of quotes. */
  private static Pattern member(String value, String name) {
    return Pattern.compile("(?:'%1$s'|\"%1$s\")\\s*:\\s*(?:%2$s)".formatted(name, value));
  }

  NumpyHeader {
    axes = List.copyOf(axes);
  }

  /** How many elements follow; the largest {@code long} if there are more. */
  long elements() {
    return axes.stream().reduce(1L, NumpyHeader::product);
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
    Matcher type = TYPE.matcher(header);
    Matcher order = ORDER.matcher(header);
    Matcher shape = SHAPE.matcher(header);
    if (!DICTIONARY.matcher(header).matches()
        || !type.find()
        || !order.find()
        || !shape.find()
        || !AXES.matcher(shape.group(1)).matches()) {
      throw refusal(
          file,
          "a header with 'descr', 'fortran_order' and 'shape'",
          "\"%s\"".formatted(Quoted.of(header)));
    }
    List<Long> axes =
        AXIS.matcher(shape.group(1))
            .results()
            .map((MatchResult axis) -> Long.valueOf(axis.group(1)))
            .toList();
    return new NumpyHeader(NumpyType.of(type.group("type")), order.group(1).equals("True"), axes);
  }

  /** The refusal of what is not such a file. */
  static ProblemException refusal(Pointer file, String expected, String found) {
    return Faults.single(
        FaultCode.INVALID_NPY, file, "Expected %s, found %s.".formatted(expected, found));
  }
}
