package attention.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import attention.mechanism.Member;
import attention.problem.Problem;
import attention.problem.ProblemException;
import attention.request.AttentionRequest;
import attention.request.Limits;
import attention.request.Received;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Bodies that are read, or refused. */
final class Reading {

  static final Limits LIMITS = new Limits(5_000_000, 65_536, 16_384, 1L << 30, 1L << 40, 256);

  private Reading() {}

  static <T extends AttentionRequest> Received<T> json(Class<T> type, byte[] body)
      throws IOException {
    JsonRequestReader<T> reader =
        new JsonRequestReader<>(type, EnumSet.allOf(Member.class), LIMITS);
    return reader.read(
        new ByteArrayInputStream(body), new byte[JsonRequestReader.roomFor(body.length + 1)]);
  }

  static <T extends AttentionRequest> Received<T> json(Class<T> type, String body)
      throws IOException {
    return json(type, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Why a body is refused, at once or for what it was found to have. */
  static Problem refusal(Class<? extends AttentionRequest> type, byte[] body) {
    return refusal(() -> json(type, body).faults().throwIfAny());
  }

  static Problem refusal(Class<? extends AttentionRequest> type, String body) {
    return refusal(type, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Why a reading is refused. */
  static Problem refusal(ThrowingCallable reading) {
    ProblemException refused = catchThrowableOfType(ProblemException.class, reading);
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
