package attention;

import java.util.List;
import java.util.stream.Stream;

/** The libraries that are held to rooms, each with the rooms that may use it and the reason. */
enum Library {
  VECTOR_API(
      "the service runs without the Vector API, and only arithmetic and numbers as text know how",
      List.of("jdk.incubator.vector.."),
      Room.KERNEL,
      Room.DECIMAL),
  HIPPARCHUS(
      "random numbers are drawn in one place", List.of("org.hipparchus.random.."), Room.STAGE),
  JACKSON(
      "Jackson reads what clients send and writes problems; answers are written without it",
      List.of("tools.jackson.core.."),
      Room.PROBLEM,
      Room.PARSE,
      Room.CATALOGUE,
      Room.OPENAPI),
  DATABIND(
      "data binding coerces, and stops at the first fault of a request",
      List.of("tools.jackson.databind.."),
      Room.CATALOGUE,
      Room.OPENAPI),
  MICROMETER(
      "the service is metered and traced in one place", List.of("io.micrometer.."), Room.CAPACITY),
  SWAGGER(
      "the OpenAPI document is written in one room",
      List.of("io.swagger.v3.oas..", "io.swagger.v3.core.util..", "org.springdoc.."),
      Room.OPENAPI),
  SPRING(
      "what attention is outlives the framework that serves it",
      List.of("org.springframework.."),
      Room.DOCUMENT,
      Room.CATALOGUE,
      Room.OPENAPI,
      Room.FRONT,
      Room.ACCESS,
      Room.WEB),
  SECURITY(
      "who may call is decided in one room, and without it everything is open",
      List.of("org.springframework.security..", "org.springframework.boot.security.."),
      Room.ACCESS),
  BUCKET4J("quotas are kept where keys are", List.of("io.github.bucket4j.."), Room.ACCESS),
  SERVLET(
      "requests and responses of HTTP stay where HTTP is",
      List.of("jakarta.servlet.."),
      Room.FRONT,
      Room.ACCESS,
      Room.WEB),
  TOMCAT(
      "the handlers of requests do not depend on what serves them",
      List.of("org.apache.catalina..", "org.apache.coyote..", "org.apache.tomcat.."),
      Room.FRONT),
  VALIDATION(
      "properties are checked where they are bound",
      List.of("jakarta.validation..", "org.hibernate.validator.constraints.."),
      Room.FRONT,
      Room.ACCESS),
  LOGGING(
      "all other rooms report by what they return",
      List.of("org.slf4j.."),
      Room.FRONT,
      Room.ACCESS),
  JAVA_2D(
      "only pictures are painted, and a machine may lack what that needs",
      List.of("java.awt.."),
      Room.PICTURE);

  private final String reason;
  private final List<String> packages;
  private final List<Room> rooms;

  Library(String reason, List<String> packages, Room... rooms) {
    this.reason = reason;
    this.packages = packages;
    this.rooms = List.of(rooms);
  }

  /** Why no other room may use it. */
  String reason() {
    return reason;
  }

  /** Its packages. */
  List<String> packages() {
    return packages;
  }

  /** The rooms that may use it. */
  List<Room> rooms() {
    return rooms;
  }

  /** The packages of the house {@code base} that may use it: its rooms and the door. */
  String[] users(String base) {
    return Stream.concat(Stream.of(base), rooms.stream().map(room -> room.in(base)))
        .toArray(String[]::new);
  }
}
