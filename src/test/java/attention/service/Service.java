package attention.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import attention.kernel.Kernels;
import attention.mechanism.Member;
import attention.parse.JsonRequestReader;
import attention.parse.NpyRequestReader;
import attention.problem.Problem;
import attention.problem.ProblemException;
import attention.request.AttentionRequest;
import attention.request.Limits;
import attention.request.Received;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;

/** Requests that are read and planned, without HTTP. */
final class Service {

  private static final Limits LIMITS =
      new Limits(1_000_000, 65_536, 16_384, 1L << 30, 1L << 40, 256);

  private Service() {}

  /** Why a request in JSON is refused. */
  static Problem refusal(Class<? extends AttentionRequest> type, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return refused(new JsonRequestReader<>(type, EnumSet.allOf(Member.class), LIMITS)::read, bytes);
  }

  /** Why a request whose embeddings are a NumPy file is refused. */
  static Problem refusal(Class<? extends AttentionRequest> type, byte[] array) {
    return refused(
        (body, room) ->
            new NpyRequestReader<>(type, EnumSet.allOf(Member.class), LIMITS)
                .read(body, array.length, null),
        array);
  }

  private interface Reader {
    Received<?> read(InputStream body, byte[] room) throws IOException;
  }

  private static Problem refused(Reader reader, byte[] body) {
    AttentionService service = new AttentionService(Kernels.scalar(), LIMITS, footprint -> 0);
    ProblemException refused =
        catchThrowableOfType(
            ProblemException.class,
            () ->
                service.attend(
                    reader.read(
                        new ByteArrayInputStream(body),
                        new byte[JsonRequestReader.roomFor(body.length + 1)]),
                    bytes -> {}));
    assertThat(refused).as("a refusal").isNotNull();
    return refused.problem();
  }

  /** Code and place of each fault. */
  static List<String> faults(Problem problem) {
    return problem.faults().stream()
        .map(fault -> fault.code() + " at " + fault.location())
        .toList();
  }
}
