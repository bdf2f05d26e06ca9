package attention;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The rooms of the house, from the bottom up: which others each may use, and why no more. */
enum Room {
  MATRIX("matrix", "numbers with a shape need no other room"),
  KERNEL("kernel", "arithmetic knows numbers, not what they are for", MATRIX),
  DECIMAL("decimal", "a number and its text need no other room"),
  TRACE("trace", "a response is read and counted without the arithmetic that computes it", MATRIX),
  STAGE(
      "stage",
      "a step is a formula of its own, whatever comes before and after",
      MATRIX,
      KERNEL,
      TRACE),
  MECHANISM("mechanism", "attention knows neither HTTP nor JSON", MATRIX, KERNEL, TRACE, STAGE),
  RECURRENT(
      "recurrent",
      "an encoder or decoder attends by the parts of mechanism",
      MATRIX,
      KERNEL,
      TRACE,
      STAGE,
      MECHANISM),
  DEFINITION(
      "definition",
      "what attention is, said a second time, takes only names from the first",
      MATRIX,
      TRACE,
      STAGE,
      RECURRENT),
  MISTAKE(
      "mistake",
      "a mistake is made in a definition, whatever request it was read from",
      TRACE,
      STAGE,
      RECURRENT,
      DEFINITION),
  TRIAL(
      "trial",
      "what cannot explain an answer is left out by a few rows, and names nothing",
      TRACE,
      STAGE,
      DEFINITION,
      MISTAKE),
  PICTURE("picture", "a picture is drawn from rows, whatever it is written as", MATRIX, TRACE),
  PROBLEM("problem", "what is wrong with a request is said without knowing the request"),
  REQUEST(
      "request",
      "a request is what it says, not how it was read or what becomes of it",
      MATRIX,
      TRACE,
      STAGE,
      RECURRENT,
      PROBLEM),
  PARSE(
      "parse",
      "reading ends with a request; it is planned elsewhere",
      MATRIX,
      DECIMAL,
      TRACE,
      PICTURE,
      PROBLEM,
      REQUEST),
  SERVICE(
      "service",
      "a request becomes an answer without knowing where it came from or how it leaves",
      MATRIX,
      KERNEL,
      TRACE,
      STAGE,
      MECHANISM,
      RECURRENT,
      PROBLEM,
      REQUEST),
  CHECK(
      "check",
      "what a client computed is compared with a trace, and computed again without the service",
      MATRIX,
      TRACE,
      STAGE,
      RECURRENT,
      PROBLEM,
      REQUEST,
      DEFINITION,
      MISTAKE,
      TRIAL),
  FORMAT(
      "format", "rows become bytes on any thread, for any client", MATRIX, DECIMAL, TRACE, PICTURE),
  CAPACITY(
      "capacity",
      "how much is done at once is decided by cost, not by what the request says",
      TRACE),
  DOCUMENT("document", "a document is compressed and named without knowing what it says"),
  CATALOGUE(
      "catalogue",
      "the service describes itself without computing anything",
      TRACE,
      MECHANISM,
      RECURRENT,
      PROBLEM,
      REQUEST,
      DOCUMENT),
  OPENAPI(
      "openapi",
      "the document is computed from what reads, plans and describes requests, not from what serves"
          + " HTTP",
      DECIMAL,
      TRACE,
      PICTURE,
      PROBLEM,
      REQUEST,
      PARSE,
      FORMAT,
      SERVICE,
      CHECK,
      CAPACITY,
      DOCUMENT,
      CATALOGUE),
  FRONT(
      "front",
      "what guards a port does so whatever a request asks for",
      KERNEL,
      TRACE,
      PROBLEM,
      REQUEST,
      FORMAT,
      CAPACITY),
  ACCESS(
      "access",
      "who may call is decided before it is known what a request asks for",
      PROBLEM,
      CAPACITY,
      FRONT),
  WEB(
      "web",
      "HTTP meets attention here, and nothing below needs to know",
      MATRIX,
      KERNEL,
      DECIMAL,
      TRACE,
      PICTURE,
      PROBLEM,
      REQUEST,
      PARSE,
      SERVICE,
      CHECK,
      FORMAT,
      CAPACITY,
      DOCUMENT,
      FRONT);

  /** What every room may use. */
  private static final List<String> EVERYWHERE =
      List.of("java..", "javax..", "org.jspecify.annotations");

  private final String word;
  private final String reason;
  private final List<Room> below;

  Room(String word, String reason, Room... below) {
    this.word = word;
    this.reason = reason;
    this.below = List.of(below);
  }

  /** The package of the room in the house {@code base}. */
  String in(String base) {
    return base + "." + word;
  }

  /** Why it may use no more. */
  String reason() {
    return reason;
  }

  /** The rooms that it may use. */
  List<Room> below() {
    return below;
  }

  /** Every package that the room may use in the house {@code base}, its own included. */
  String[] mayUse(String base) {
    Stream<String> libraries =
        Arrays.stream(Library.values())
            .filter(library -> library.rooms().contains(this))
            .flatMap(library -> library.packages().stream());
    Stream<String> rooms =
        Stream.concat(Stream.of(this), below.stream()).map(room -> room.in(base));
    return Stream.of(EVERYWHERE.stream(), libraries, rooms)
        .flatMap(packages -> packages)
        .toArray(String[]::new);
  }

  /** The packages of the whole house {@code base}, its door included. */
  static String[] all(String base) {
    return Stream.concat(Stream.of(base), Arrays.stream(values()).map(room -> room.in(base)))
        .toArray(String[]::new);
  }

  @Override
  public String toString() {
    return word;
  }
}
