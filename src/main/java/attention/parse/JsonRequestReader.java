package attention.parse;

import attention.problem.FaultCode;
import attention.problem.Faults;
import attention.problem.Pointer;
import attention.problem.ProblemException;
import attention.request.AttentionRequest;
import attention.request.CheckRequest;
import attention.request.Limits;
import attention.request.Received;
import attention.trace.Member;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Reads one kind of request from JSON in a single pass, and reports every fault in it.
 *
 * @param <T> the request
 */
public final class JsonRequestReader<T extends AttentionRequest> {

  private static final int DEPTH = 32;
  private static final int NUMBER = 1_000;
  private static final int NAME = 1_000;
  private static final int STRING = 1_000_000;

  /** How many bytes the parser guesses the encoding from. */
  private static final int GUESSED = 4;

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
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private final Class<T> type;
  private final RecordReader reader;
  private final Limits limits;

  /**
   * @param includable what {@code include} may name
   */
  public JsonRequestReader(Class<T> type, Set<Member> includable, Limits limits) {
    this(type, new RecordReader(type.asSubclass(Record.class), includable), limits);
  }

  private JsonRequestReader(Class<T> type, RecordReader reader, Limits limits) {
    this.type = type;
    this.reader = reader;
    this.limits = limits;
  }

  /**
   * A reader of requests to check an answer.
   *
   * @param request what is to be answered
   * @param stages what may be posted
   */
  public static JsonRequestReader<CheckRequest> ofCheck(
      Class<? extends AttentionRequest> request, Set<Member> stages, Limits limits) {
    return new JsonRequestReader<>(
        CheckRequest.class, RecordReader.ofCheck(request.asSubclass(Record.class), stages), limits);
  }

  /**
   * Reads a body to its end.
   *
   * @param room what it is read into, of at least {@link #roomFor} bytes
   * @param memory reserves this many bytes for all values of the request, or throws; called as they
   *     are read
   * @throws ProblemException if it is not such a request
   * @throws IOException if the client breaks off
   */
  public Received<T> read(InputStream body, byte[] room, LongConsumer memory) throws IOException {
    Tally tally = new Tally(new Faults(), limits, memory);
    T request = read(body, room, new GivenMembers(), tally);
    return new Received<>(request, tally.faults(), tally.held());
  }

  /**
   * Reads a body to its end.
   *
   * @param given the members of the request that are not in the body
   */
  T read(InputStream body, byte[] room, GivenMembers given, Tally tally) throws IOException {
    RowScanner scanner = new RowScanner(body, room);
    requireUtf8(scanner);
    InputStream text = new Utf8InputStream(scanner);
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      return read(new ReadContext(new FiniteJsonParser(json, scanner), scanner, given, tally));
    } catch (JacksonIOException e) {
      throw e.getCause();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** The request of these members alone, where there is no JSON. */
  T given(GivenMembers given, Faults faults) {
    return built(reader.given(given, faults, Pointer.ROOT), faults);
  }

  /** The bytes of room for a body of which so many bytes are read at once. */
  public static int roomFor(int piece) {
    return RowScanner.room(piece);
  }

  /**
   * Refuses a body that cannot be UTF-8. The parser would detect other encodings and accept them,
   * but JSON that is exchanged between systems must be UTF-8 (RFC 8259, section 8.1).
   */
  private static void requireUtf8(RowScanner body) throws IOException {
    for (byte b : body.first(GUESSED)) {
      if (b == 0 || b == (byte) 0xFE || b == (byte) 0xFF) {
        throw refusal(
            FaultCode.INVALID_TEXT,
            "Expected JSON in UTF-8 (RFC 8259, section 8.1), found another encoding, such as"
                + " UTF-16. Encode the body as UTF-8.");
      }
    }
  }

  private T read(ReadContext reading) {
    JsonParser json = reading.json();
    RowScanner scanner = reading.scanner();
    try {
      return document(reading);
    } catch (StreamConstraintsException e) {
      throw refusal(
          FaultCode.TOO_LONG,
          "Something in the body is too long: expected a nesting of at most %d levels, numbers and names of at most %d characters and texts of at most %d, found more at %s. Shorten it, or nest it less deeply."
              .formatted(DEPTH, NUMBER, STRING, scanner.position(json.currentLocation())));
    } catch (StreamReadException e) {
      TokenStreamLocation location = e.getLocation();
      throw refusal(
          FaultCode.INVALID_JSON,
          "Expected JSON (RFC 8259), found something else at %s%s. .5, 01, single quotes, comments and trailing commas are not JSON."
              .formatted(
                  scanner.position(location == null ? json.currentLocation() : location),
                  e instanceof UnexpectedEndOfInputException ? ", where the body ends" : ""));
    }
  }

  private T document(ReadContext reading) {
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
          "Expected one JSON object, found more behind it at %s. Send one request at a time."
              .formatted(reading.position()));
    }
    return built(request, reading.faults());
  }

  private T built(@Nullable Object request, Faults faults) {
    faults.throwIfUnreadable();
    if (request == null) {
      faults.throwIfAny();
      throw new IllegalStateException("A request without a fault could not be built");
    }
    return Objects.requireNonNull(type.cast(request));
  }

  private static ProblemException refusal(FaultCode code, String detail) {
    return Faults.single(code, Pointer.ROOT, detail);
  }
}
