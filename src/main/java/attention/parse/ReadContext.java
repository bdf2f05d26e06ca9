package attention.parse;

import attention.problem.FaultCode;
import attention.problem.Faults;
import attention.problem.Pointer;
import attention.problem.Quoted;
import attention.request.Limits;
import java.util.function.Supplier;
import tools.jackson.core.JsonParser;

/** The state of reading one request: the parser, what arrived beside the JSON, and the tally. */
final class ReadContext {

  private final JsonParser json;
  private final RowScanner scanner;
  private final GivenMembers given;
  private final Tally tally;

  /**
   * @param scanner what the parser gets its bytes from
   * @param given the members that are not in the JSON
   */
  ReadContext(JsonParser json, RowScanner scanner, GivenMembers given, Tally tally) {
    this.json = json;
    this.scanner = scanner;
    this.given = given;
    this.tally = tally;
  }

  JsonParser json() {
    return json;
  }

  RowScanner scanner() {
    return scanner;
  }

  GivenMembers given() {
    return given;
  }

  Faults faults() {
    return tally.faults();
  }

  Limits limits() {
    return tally.limits();
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
    faults().add(FaultCode.WRONG_TYPE, at, "Expected %s, found %s.%s", expected, found(), advice);
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
    if (!faults().lists(FaultCode.OUTSIDE_DTYPE)) {
      faults().count(FaultCode.OUTSIDE_DTYPE, 1);
      return 0;
    }
    faults()
        .add(
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

  /** Counts numbers of a matrix; false once there are too many (see {@link Tally}). */
  boolean countNumbers(int more, Pointer matrix) {
    return tally.countNumbers(more, matrix);
  }

  /** Counts memory that the request holds from now on. */
  void hold(long bytes) {
    tally.hold(bytes);
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
