package attention;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rooms of the house, from the bottom up: what each may use beside the JDK, and why no more.
 */
enum Room {
  MATRIX("matrix", "numbers with a shape need nobody", List.of(), List.of()),
  KERNEL(
      "kernel",
      "arithmetic knows numbers, not what they are for",
      List.of(MATRIX),
      List.of("jdk.incubator.vector..")),
  MECHANISM(
      "mechanism",
      "attention knows neither HTTP nor JSON, and draws by a generator that others maintain",
      List.of(MATRIX, KERNEL),
      List.of("org.hipparchus.random..")),
  RECURRENT(
      "recurrent",
      "an encoder or decoder attends by the parts of mechanism",
      List.of(MATRIX, KERNEL, MECHANISM),
      List.of()),
  CHECK(
      "check",
      "numbers are compared by computing them again, wherever they came from",
      List.of(MATRIX, MECHANISM, RECURRENT),
      List.of()),
  DECIMAL(
      "decimal",
      "a number and its text need nothing else, but are converted several at a time",
      List.of(),
      List.of("jdk.incubator.vector..")),
  FORMAT(
      "format",
      "rows become bytes on any thread, for any client",
      List.of(MATRIX, DECIMAL, MECHANISM),
      List.of()),
  CAPACITY(
      "capacity",
      "how much is done at once is decided by cost, not by what the request says",
      List.of(MECHANISM),
      List.of("io.micrometer..")),
  WEB(
      "web",
      "the one room where HTTP meets attention has Spring MVC, Tomcat, validation, Jackson, and the words of OpenAPI",
      List.of(MATRIX, KERNEL, MECHANISM, RECURRENT, CHECK, DECIMAL, FORMAT, CAPACITY),
      List.of(
          "tools.jackson..",
          "org.springframework..",
          "org.springdoc..",
          "io.swagger.v3.oas..",
          "jakarta.servlet..",
          "jakarta.validation..",
          "org.hibernate.validator.constraints..",
          "org.apache.catalina..",
          "org.apache.coyote..",
          "org.slf4j.."));

  /** What every room may use. */
  private static final List<String> EVERYWHERE =
      List.of("java..", "javax..", "org.jspecify.annotations");

  private final String word;
  private final String reason;
  private final List<Room> below;
  private final List<String> libraries;

  Room(String word, String reason, List<Room> below, List<String> libraries) {
    this.word = word;
    this.reason = reason;
    this.below = below;
    this.libraries = libraries;
  }

  /** The package of the room in the house {@code base}. */
  String in(String base) {
    return base + "." + word;
  }

  /** Why it may use no more. */
  String reason() {
    return reason;
  }

  /** Every package that the room may use in the house {@code base}, its own included. */
  String[] mayUse(String base) {
    List<String> packages = new ArrayList<>(EVERYWHERE);
    packages.addAll(libraries);
    packages.add(in(base));
    below.forEach(room -> packages.add(room.in(base)));
    return packages.toArray(String[]::new);
  }

  /** The packages of all rooms but those named. */
  static String[] allBut(String base, Room... others) {
    return Arrays.stream(values())
        .filter(room -> !List.of(others).contains(room))
        .map(room -> room.in(base))
        .toArray(String[]::new);
  }

  /** The packages of the whole house {@code base}, its door included. */
  static String[] all(String base) {
    return Stream.concat(Stream.of(base), Arrays.stream(values()).map(room -> room.in(base)))
        .toArray(String[]::new);
  }
}
