package attention.parse;

import attention.problem.FaultCode;
import attention.problem.Faults;
import attention.problem.Pointer;
import attention.problem.Quoted;
import attention.request.Limits;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import tools.jackson.core.JsonParser;

/** The state of reading one request: the parser, the faults found, and how much was read. */
final class ReadContext {

  /** How many bytes are reserved before they are needed, so that few values ask for memory. */
  private static final long RESERVED_AHEAD = 64 * 1024;

  private final JsonParser json;
  private final RowScanner scanner;
  private final Faults faults;
  private final Limits limits;
  private final LongConsumer memory;
  private int numbers;
  private long held;
  private long reserved;

  /**
   * @param scanner what the parser gets its bytes from
   * @param memory reserves this many bytes for all values together, or throws
   */
  ReadContext(
      JsonParser json, RowScanner scanner, Faults faults, Limits limits, LongConsumer memory) {
    this.json = json;
    this.memory = memory;
    this.scanner = scanner;
    this.faults = faults;
    this.limits = limits;
  }

  JsonParser json() {
    return json;
  }

  RowScanner scanner() {
    return scanner;
  }

  Faults faults() {
    return faults;
  }

  Limits limits() {
    return limits;
  }

  /** Adds that a value is of another type than expected, and skips it. */
  void wrongType(Pointer at, String expected) {
    wrongType(at, expected, "");
  }

  /**
   * Adds that a value is of another type than expected, and skips it.
   *
   * @param advice what to do, with a space before it
   */
  void wrongType(Pointer at, String expected, String advice) {
    faults.add(FaultCode.WRONG_TYPE, at, "Expected %s, found %s.%s", expected, found(), advice);
    json.skipChildren();
  }

  /**
   * The current number; 0 and a fault if it lies outside float64.
   *
   * @param place where it is, computed only for a fault
   */
  double finite(Supplier<Pointer> place) {
    return finite(place, false);
  }

  /**
   * The current number; 0 and a fault if it lies outside float64.
   *
   * @param nullMeansMasked whether {@code null} could have been written for −∞
   */
  double finite(Supplier<Pointer> place, boolean nullMeansMasked) {
    double value = json.getDoubleValue();
    if (value == 0) {
      return signedZero();
    }
    if (Double.isFinite(value)) {
      return value;
    }
    if (!faults.lists(FaultCode.OUTSIDE_DTYPE)) {
      faults.count(FaultCode.OUTSIDE_DTYPE, 1);
      return 0;
    }
    faults.add(
        FaultCode.OUTSIDE_DTYPE,
        place.get(),
        "Expected a number within float64 (at most %s), found %s. %s",
        Double.MAX_VALUE,
        Quoted.of(json.getString()),
        nullMeansMasked && value < 0 ? "Write null for −∞." : "Send a smaller number.");
    return 0;
  }

  /** Zero with its sign, which the parser drops from an integer. */
  private double signedZero() {
    return json.getStringCharacters()[json.getStringOffset()] == '-' ? -0.0 : 0.0;
  }

  /**
   * Counts numbers of a matrix; false once there are too many, which is a fault of the matrix that
   * exceeds the limit.
   */
  boolean countNumbers(int more, Pointer matrix) {
    boolean fitted = numbers <= limits.numbers();
    numbers += more;
    boolean fit = numbers <= limits.numbers();
    if (fitted && !fit) {
      faults.add(
          FaultCode.LIMIT_EXCEEDED,
          matrix,
          "Expected at most %d numbers in a request, all its arrays together, found more. Send the queries in parts, apart from the keys, or raise attention.limits.numbers.",
          limits.numbers());
    }
    return fit;
  }

  /** Counts memory that the request holds from now on, and reserves it in steps. */
  void hold(long bytes) {
    held += bytes;
    if (held > reserved) {
      reserved = held + RESERVED_AHEAD;
      memory.accept(reserved);
    }
  }

  /** The memory that the values read so far hold. */
  long held() {
    return held;
  }

  /** The position of the current token, for a message. */
  String position() {
    return scanner.position(json.currentTokenLocation());
  }

  private String found() {
    return switch (json.currentToken()) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "the string \"" + Quoted.of(json.getString()) + '"';
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "the number " + Quoted.of(json.getString());
      default -> json.getString();
    };
  }
}
