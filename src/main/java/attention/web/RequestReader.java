package attention.web;

import attention.mechanism.Member;
import attention.service.Admission;
import attention.service.Cost;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads one kind of request from JSON in a single pass, telling every fault it meets.
 *
 * @param <T> the request
 */
final class RequestReader<T extends Record> {

  private static final int DEPTH = 32;
  private static final int NUMBER = 1_000;
  private static final int NAME = 1_000;
  private static final int STRING = 1_000_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH)
                  .maxNumberLength(NUMBER)
                  .maxNameLength(NAME)
                  .maxStringLength(STRING)
                  .build())
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private final Class<T> type;
  private final RecordReader reader;
  private final Limits limits;

  /**
   * @param includable what {@code include} may name
   */
  RequestReader(Class<T> type, Set<Member> includable, Limits limits) {
    this.type = type;
    this.reader = new RecordReader(type, includable);
    this.limits = limits;
  }

  /**
   * Reads a body to its end.
   *
   * @param place the room that the request has
   * @throws Refusal if it is not such a request
   * @throws IOException if the client breaks off
   */
  Received<T> read(InputStream body, Admission.Place place) throws IOException {
    Faults faults = new Faults();
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), body)) {
      Reading reading = new Reading(json, faults, limits);
      T request = read(reading);
      long inputs = Cost.inputs(json.currentLocation().getByteOffset(), reading.numbers());
      return new Received<>(request, faults, new Received.Holding(place, inputs));
    } catch (StreamConstraintsException e) {
      throw refusal(
          FaultCode.TOO_LONG,
          "Something in the body is too long: expected a nesting of at most %d levels, numbers and names of at most %d characters and texts of at most %d, found more at %s."
              .formatted(DEPTH, NUMBER, STRING, position(e)));
    } catch (StreamReadException e) {
      throw refusal(
          FaultCode.INVALID_JSON,
          "Expected JSON (RFC 8259), found something else at %s. NaN, Infinity, .5, 01, single quotes, comments and trailing commas are not JSON."
              .formatted(position(e)));
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
  }

  private T read(Reading reading) {
    JsonParser json = reading.json();
    if (json.nextToken() == null) {
      throw refusal(
          FaultCode.INVALID_JSON,
          "Expected a JSON object, found an empty body. Send the request as the body.");
    }
    Object request = reader.read(reading, Pointer.ROOT);
    JsonToken more = json.nextToken();
    if (more != null) {
      throw refusal(
          FaultCode.INVALID_JSON,
          "Expected one JSON object, found more behind it. Send one request at a time.");
    }
    reading.faults().refuseUnreadable();
    if (request == null) {
      reading.faults().refuseAny();
      throw new IllegalStateException("A request without a fault could not be built");
    }
    return Objects.requireNonNull(type.cast(request));
  }

  private static String position(JacksonException e) {
    boolean ended = e instanceof UnexpectedEndOfInputException;
    return "line %d, column %d%s"
        .formatted(
            e.getLocation().getLineNr(),
            e.getLocation().getColumnNr(),
            ended ? ", where the body ends" : "");
  }

  private static Refusal refusal(FaultCode code, String detail) {
    return Faults.only(code, Pointer.ROOT, detail);
  }
}
