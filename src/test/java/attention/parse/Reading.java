package attention.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import attention.problem.Faults;
import attention.problem.Pointer;
import attention.problem.Problem;
import attention.problem.ProblemException;
import attention.request.AttentionRequest;
import attention.request.CheckRequest;
import attention.request.InputMatrix;
import attention.request.InputMatrix.Values;
import attention.request.Limits;
import attention.request.Received;
import attention.request.SelfRequest;
import attention.trace.Mechanism;
import attention.trace.Member;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.DoubleStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads text as the service does, and lists what is wrong with it. */
final class Reading {

  static final Limits LIMITS =
      new Limits(5_000_000, 65_536, 16_384, 1L << 30, 1L << 40, 256, 1L << 30);

  /** Small enough to be reached. */
  static final Limits SMALL = new Limits(1_000, 8, 100, 10_000, 1L << 40, 5, 1L << 30);

  /** Where a single value is read. */
  static final Pointer AT = Pointer.ROOT.child("x");

  /** The most bytes that an archive may unpack to. */
  static final long MOST_UNPACKED = 64_000_000;

  private static final JsonFactory JACKSON = new JsonFactory();

  private Reading() {}

  /** The reading of one value, at its first token. */
  static ReadContext of(String json) {
    return of(json, new Tally(new Faults(), SMALL, held -> {}));
  }

  static ReadContext of(String json, Tally tally) {
    RowScanner scanner = new RowScanner(bytes(json), new byte[RowScanner.room(64)]);
    JsonParser parser = JACKSON.createParser(ObjectReadContext.empty(), scanner);
    parser.nextToken();
    return new ReadContext(parser, scanner, new GivenMembers(), tally);
  }

  /** The value that a reader finds, without a fault. */
  static @Nullable Object value(ValueReader reader, String json) {
    ReadContext context = of(json);
    Object value = reader.read(context, AT);
    assertThat(faults(context)).isEmpty();
    return value;
  }

  /** Code and place of each fault for which a reader finds no value, having read to the end. */
  static List<String> refused(ValueReader reader, String json) {
    ReadContext context = of(json);
    assertThat(reader.read(context, AT)).isNull();
    return faultsAtEnd(context);
  }

  /** Code and place of each fault that a reader finds on its way to the end. */
  static List<String> faults(ValueReader reader, String json) {
    ReadContext context = of(json);
    reader.read(context, AT);
    return faultsAtEnd(context);
  }

  private static List<String> faultsAtEnd(ReadContext context) {
    assertThat(context.json().nextToken()).as("what follows").isNull();
    return faults(context);
  }

  private static ByteArrayInputStream bytes(String json) {
    return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads a request for self-attention in pieces of a few bytes. */
  static Received<SelfRequest> self(InputStream body) throws IOException {
    return new JsonRequestReader<>(SelfRequest.class, Mechanism.SELF.members(), SMALL)
        .read(body, new byte[JsonRequestReader.roomFor(1)], held -> {});
  }

  static Received<SelfRequest> self(String body) throws IOException {
    return self(bytes(body));
  }

  /** Reads a request of any kind, which may name any member. */
  static <T extends AttentionRequest> Received<T> json(Class<T> type, byte[] body)
      throws IOException {
    JsonRequestReader<T> reader =
        new JsonRequestReader<>(type, EnumSet.allOf(Member.class), LIMITS);
    return reader.read(
        new ByteArrayInputStream(body),
        new byte[JsonRequestReader.roomFor(body.length + 1)],
        bytes -> {});
  }

  static <T extends AttentionRequest> Received<T> json(Class<T> type, String body)
      throws IOException {
    return json(type, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads a request for self-attention whose embeddings are a NumPy file. */
  static Received<SelfRequest> array(byte[] file) throws IOException {
    return new NpyRequestReader<>(SelfRequest.class, Mechanism.SELF.members(), LIMITS)
        .read(new ByteArrayInputStream(file), file.length, null, held -> {});
  }

  /** Reads a request of any kind, which may name any member, from an archive. */
  static <T extends AttentionRequest> Received<T> archive(Class<T> type, byte[] body)
      throws IOException {
    return archive(type, body, SMALL, held -> {});
  }

  static <T extends AttentionRequest> Received<T> archive(
      Class<T> type, byte[] body, Limits limits, LongConsumer memory) throws IOException {
    return new NpzRequestReader<>(type, EnumSet.allOf(Member.class), limits, MOST_UNPACKED)
        .read(new ByteArrayInputStream(body), new byte[JsonRequestReader.roomFor(64)], memory);
  }

  /** Reads a request for a check, to which any stage may be posted. */
  static Received<CheckRequest> check(Class<? extends AttentionRequest> type, String body)
      throws IOException {
    return JsonRequestReader.ofCheck(type, EnumSet.allOf(Member.class), SMALL)
        .read(bytes(body), new byte[JsonRequestReader.roomFor(body.length() + 1)], held -> {});
  }

  /** The same from an archive. */
  static Received<CheckRequest> checkArchive(Class<? extends AttentionRequest> type, byte[] body)
      throws IOException {
    return NpzRequestReader.ofCheck(type, EnumSet.allOf(Member.class), SMALL, MOST_UNPACKED)
        .read(new ByteArrayInputStream(body), new byte[JsonRequestReader.roomFor(64)], held -> {});
  }

  /** Why a body is refused, at once or for what it was found to have. */
  static Problem refusal(Class<? extends AttentionRequest> type, byte[] body) {
    return refusal(() -> json(type, body).faults().throwIfAny());
  }

  static Problem refusal(Class<? extends AttentionRequest> type, String body) {
    return refusal(type, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Why a body is no request for self-attention. */
  static Problem refusal(byte[] body) {
    return refusal(() -> self(new ByteArrayInputStream(body)).faults().throwIfAny());
  }

  static Problem refusal(String body) {
    return refusal(body.getBytes(StandardCharsets.UTF_8));
  }

  /** Why a reading is refused. */
  static Problem refusal(ThrowingCallable reading) {
    ProblemException refusal = catchThrowableOfType(ProblemException.class, reading);
    assertThat(refusal).as("a refusal").isNotNull();
    return refusal.problem();
  }

  /** Code and place of each fault found so far. */
  static List<String> faults(ReadContext context) {
    ProblemException refusal =
        catchThrowableOfType(ProblemException.class, context.faults()::throwIfAny);
    return refusal == null ? List.of() : faults(refusal.problem());
  }

  /** Code and place of each fault, as in {@code ragged-row at #/embeddings/1}. */
  static List<String> faults(Problem problem) {
    return problem.faults().stream()
        .map(fault -> fault.code() + " at " + fault.location())
        .toList();
  }

  /** The numbers of a matrix, row by row. */
  static double[] numbers(InputMatrix matrix) {
    return switch (matrix.numbers()) {
      case Values.Chunks(List<double[]> arrays) ->
          arrays.stream()
              .flatMapToDouble(DoubleStream::of)
              .limit((long) matrix.rows() * matrix.columns())
              .toArray();
      case Values.Raw raw -> throw new AssertionError(Arrays.toString(raw.bytes().array()));
    };
  }
}
