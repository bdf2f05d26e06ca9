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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private static final Entry TYPE = Entry.of("descr", "(['\"])(?<type>[^'\"]*)\\1|\\[");
  private static final Entry ORDER = Entry.of("fortran_order", "(True|False)");
  private static final Entry SHAPE = Entry.of("shape", "\\(([0-9L,\\s]*)\\)");
  private static final Pattern AXIS = Pattern.compile("([0-9]{1,18})L?");
  private static final Pattern AXES =
      Pattern.compile("\\s*|(?:\\s*[0-9]{1,18}L?\\s*,)+\\s*(?:[0-9]{1,18}L?\\s*)?");

  /** An entry of the dictionary, whose name is in either kind of quotes. */
  private record Entry(String name, Pattern pattern) {

    static Entry of(String name, String value) {
      String entry = "(?:'%1$s'|\"%1$s\")\\s*:\\s*(?:%2$s)".formatted(name, value);
      return new Entry(name, Pattern.compile(entry));
    }

    /** What it is in a header; null if it is not there. */
    @Nullable Matcher in(String header) {
      Matcher matcher = pattern.matcher(header);
      for (int at = header.indexOf(name, 1); at >= 0; at = header.indexOf(name, at + 1)) {
        if (matcher.region(at - 1, header.length()).lookingAt()) {
          return matcher;
        }
      }
      return null;
    }
  }

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

  private static NumpyHeader parse(String padded, Pointer file) {
    String header = padded.strip();
    Matcher type = TYPE.in(header);
    Matcher order = ORDER.in(header);
    Matcher shape = SHAPE.in(header);
    if (!header.startsWith("{")
        || !header.endsWith("}")
        || type == null
        || order == null
        || shape == null
        || !AXES.matcher(shape.group(1)).matches()) {
      throw refusal(
          file,
          "a header with 'descr', 'fortran_order' and 'shape'",
          "\"%s\"".formatted(Quoted.of(padded)));
    }
    return new NumpyHeader(
        NumpyType.of(type.group("type")), order.group(1).equals("True"), axes(shape.group(1)));
  }

  private static List<Long> axes(String shape) {
    List<Long> axes = new ArrayList<>();
    Matcher axis = AXIS.matcher(shape);
    while (axis.find()) {
      axes.add(Long.valueOf(axis.group(1)));
    }
    return axes;
  }

  /** The refusal of what is not such a file. */
  static ProblemException refusal(Pointer file, String expected, String found) {
    return Faults.single(
        FaultCode.INVALID_NPY, file, "Expected %s, found %s.".formatted(expected, found));
  }
}
