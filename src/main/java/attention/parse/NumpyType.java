package attention.parse;

import attention.matrix.Dtype;
import attention.problem.Quoted;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the elements of a NumPy array are.
 *
 * @param name as the file names it
 * @param bytes how long each of them is; unknown, −1, where a pickle follows
 */
record NumpyType(String name, Kind kind, long bytes) {

  private static final long BYTES_PER_CHARACTER = 4;
  private static final String ORDERS = "<>=|";
  private static final Pattern LETTER_AND_SIZE = Pattern.compile("([a-zA-Z?])([0-9]{0,9})");

  /** What an element is, as far as a request can hold it. */
  enum Kind {
    FLOAT16,
    FLOAT32,
    FLOAT64,
    INTEGER,
    UNSIGNED,
    BOOLEAN,
    /** Text in UTF-32. */
    TEXT,
    BYTES,
    /** Anything else. */
    OTHER
  }

  /**
   * The type of a name that {@code numpy.save} writes, or of another one of a floating-point type;
   * without a byte order it is little-endian.
   *
   * @param name absent if it is a list of fields
   */
  static NumpyType of(@Nullable String name) {
    if (name == null) {
      return new NumpyType("records", Kind.OTHER, -1);
    }
    boolean ordered = !name.isEmpty() && ORDERS.indexOf(name.charAt(0)) >= 0;
    String plain = ordered ? name.substring(1) : name;
    NumpyType type =
        switch (plain) {
          case "f4", "f", "float32", "single" -> new NumpyType(name, Kind.FLOAT32, Float.BYTES);
          case "f8", "d", "float64", "double", "float" ->
              new NumpyType(name, Kind.FLOAT64, Double.BYTES);
          case "f2", "e", "float16", "half" -> new NumpyType(name, Kind.FLOAT16, Short.BYTES);
          case "?", "b1" -> new NumpyType(name, Kind.BOOLEAN, 1);
          default -> sized(name, plain);
        };
    boolean reversed = name.startsWith(">") && type.bytes > 1 && type.kind != Kind.BYTES;
    return reversed ? new NumpyType(name, Kind.OTHER, type.bytes) : type;
  }

  private static NumpyType sized(String name, String plain) {
    Matcher parts = LETTER_AND_SIZE.matcher(plain);
    if (!parts.matches() || parts.group(2).isEmpty()) {
      return new NumpyType(name, Kind.OTHER, -1);
    }
    long size = Long.parseLong(parts.group(2));
    boolean machine = size == 1 || size == 2 || size == 4 || size == 8;
    return switch (parts.group(1)) {
      case "i" -> new NumpyType(name, machine ? Kind.INTEGER : Kind.OTHER, size);
      case "u" -> new NumpyType(name, machine ? Kind.UNSIGNED : Kind.OTHER, size);
      case "U" -> new NumpyType(name, Kind.TEXT, BYTES_PER_CHARACTER * size);
      case "S", "a" -> new NumpyType(name, Kind.BYTES, size);
      case "f", "c", "V" -> new NumpyType(name, Kind.OTHER, size);
      default -> new NumpyType(name, Kind.OTHER, -1);
    };
  }

  /** The dtype of floating-point numbers; nothing for anything else. */
  @Nullable Dtype dtype() {
    return switch (kind) {
      case FLOAT16 -> Dtype.FLOAT16;
      case FLOAT32 -> Dtype.FLOAT32;
      case FLOAT64 -> Dtype.FLOAT64;
      default -> null;
    };
  }

  /** What it is, for a refusal. */
  String described() {
    return "'%s', %s".formatted(Quoted.of(name), meaning());
  }

  private String meaning() {
    if (dtype() != null) {
      return "which are floating-point numbers";
    }
    String plain =
        !name.isEmpty() && ORDERS.indexOf(name.charAt(0)) >= 0 ? name.substring(1) : name;
    return switch (plain.isEmpty() ? ' ' : plain.charAt(0)) {
      case 'O', 'o' -> "which are Python objects, a pickle";
      case 'f', 'g', 'd', 'e' -> "which are floating-point numbers of another width or byte order";
      case 'i', 'u' -> "which are integers";
      case 'b', '?' -> "which are booleans";
      case 'c' -> "which are complex numbers";
      case 'U', 'S', 'a' -> "which are strings";
      case 'V' ->
          "which are bytes without a type, as NumPy stores bfloat16, which it does not know";
      default -> "which are not numbers";
    };
  }
}
