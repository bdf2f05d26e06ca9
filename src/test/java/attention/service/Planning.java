package attention.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import attention.decimal.NumberText;
import attention.format.OutputBuffer;
import attention.format.Representation;
import attention.format.RowWriter;
import attention.http.Json;
import attention.kernel.Kernels;
import attention.parse.JsonRequestReader;
import attention.parse.NpyRequestReader;
import attention.parse.NpzRequestReader;
import attention.picture.View;
import attention.problem.Problem;
import attention.problem.ProblemException;
import attention.request.AttentionRequest;
import attention.request.Limits;
import attention.request.Received;
import attention.request.SelfRequest;
import attention.trace.Mechanism;
import attention.trace.Preamble;
import attention.trace.Rows;
import attention.trace.Trace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import tools.jackson.databind.JsonNode;

/**
 * The way of a request from its bytes to its answer, in process: read, planned, and computed, but
 * without HTTP and without limits of capacity.
 */
record Planning(Limits limits) {

  private static final long MOST_UNPACKED = 64_000_000;
  private static final int ROOM = JsonRequestReader.roomFor(64 * 1024);

  /** With the limits of the service as it ships. */
  static final Planning DEFAULT =
      new Planning(new Limits(5_000_000, 65_536, 16_384, 1L << 30, 1L << 36, 256, 1L << 30));

  /** What becomes of a body that is posted to this path. */
  Trace planned(String path, byte[] body) {
    return planned(path, body, bytes -> {});
  }

  Trace planned(String path, String body) {
    return planned(path, body.getBytes(StandardCharsets.UTF_8));
  }

  Trace planned(String path, byte[] body, LongConsumer memory) {
    return service().attend(received(path, body), memory::accept);
  }

  /** Why a NumPy file as embeddings for self-attention is refused. */
  Problem refusalOfArray(byte[] array) {
    NpyRequestReader<SelfRequest> reader =
        new NpyRequestReader<>(SelfRequest.class, Mechanism.SELF.members(), limits);
    return refusal(() ->
        service()
            .attend(
                reader.read(new ByteArrayInputStream(array), array.length, null, held -> {}),
                bytes -> {}));
  }

  AttentionService service() {
    return new AttentionService(Kernels.scalar(), limits, footprint -> 0);
  }

  /** The request that a body is read into. */
  Received<?> received(String path, byte[] body) {
    try {
      return reader(mechanism(path))
          .read(new ByteArrayInputStream(body), new byte[ROOM], held -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Mechanism mechanism(String path) {
    return Arrays.stream(Mechanism.values())
        .filter(mechanism -> path.equals("/attention/" + mechanism))
        .findFirst()
        .orElseThrow(() -> new AssertionError(path));
  }

  private JsonRequestReader<?> reader(Mechanism mechanism) {
    return new JsonRequestReader<>(AttentionRequest.type(mechanism), mechanism.members(), limits);
  }

  /** What is posted to a path. */
  static Class<? extends AttentionRequest> type(String path) {
    return AttentionRequest.type(mechanism(path));
  }

  /** Why a body is refused. */
  Problem refusal(String path, byte[] body) {
    return refusal(() -> planned(path, body));
  }

  private static Problem refusal(ThrowingCallable planning) {
    ProblemException refusal = catchThrowableOfType(ProblemException.class, planning);
    assertThat(refusal).as("a refusal").isNotNull();
    return refusal.problem();
  }

  Problem refusal(String path, String body) {
    return refusal(path, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Code and place of each fault of a body, as in {@code ragged-row at #/embeddings/1}. */
  List<String> refused(String path, String body) {
    return faults(refusal(path, body));
  }

  static List<String> faults(Problem problem) {
    return problem.faults().stream()
        .map(fault -> fault.code() + " at " + fault.location())
        .toList();
  }

  /** The whole answer to a body, as JSON. */
  JsonNode answer(String path, byte[] body) {
    return answer(planned(path, body));
  }

  /** The whole answer to an archive, as JSON. */
  JsonNode answerToArchive(String path, byte[] archive) {
    NpzRequestReader<?> reader =
        new NpzRequestReader<>(type(path), mechanism(path).members(), limits, MOST_UNPACKED);
    try {
      Received<?> received =
          reader.read(new ByteArrayInputStream(archive), new byte[ROOM], held -> {});
      return answer(service().attend(received, bytes -> {}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode answer(Trace trace) {
    return Json.read(written(trace, Representation.JSON.writer(NumberText.SCALAR)));
  }

  /** A picture of what a body asks for. */
  byte[] picture(String path, byte[] body, Representation representation, View view) {
    Received<?> received = received(path, body).wanting(view.members());
    Trace trace = service().attend(received, bytes -> {});
    return written(trace, representation.writer(NumberText.SCALAR, view));
  }

  private static byte[] written(Trace trace, RowWriter writer) {
    Preamble preamble = trace.preamble();
    OutputBuffer out = OutputBuffer.growing(new byte[1024]);
    for (int block = 0; block < trace.blockCount(); block++) {
      try (Rows rows = trace.block(block)) {
        if (block == 0) {
          writer.head(preamble, rows, out);
        }
        writer.rows(rows, block * trace.footprint().blockRows(), out);
      }
    }
    writer.tail(out);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    out.writeTo(text);
    return text.toByteArray();
  }

  JsonNode answer(String path, String body) {
    return answer(path, body.getBytes(StandardCharsets.UTF_8));
  }
}
