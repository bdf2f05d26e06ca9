package attention.check;

import attention.http.Json;
import attention.kernel.Kernels;
import attention.parse.JsonRequestReader;
import attention.request.AttentionRequest;
import attention.request.CheckRequest;
import attention.request.Limits;
import attention.request.Received;
import attention.service.AttentionService;
import attention.trace.Mechanism;
import attention.trace.Trace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/** Checks a request without HTTP. */
final class Checked {

  private static final Limits LIMITS =
      new Limits(5_000_000, 65_536, 16_384, 1L << 30, 1_000_000_000_000L, 256, 1L << 40);

  private Checked() {}

  /** The report, as JSON, of a request to {@code /attention/{mechanism}/check}. */
  static JsonNode report(Mechanism mechanism, String request) {
    return Json.tree(run(mechanism, request, () -> false).members());
  }

  static JsonNode report(String path, JsonNode request) {
    return report(mechanism(path), new String(Json.write(request), StandardCharsets.UTF_8));
  }

  private static Mechanism mechanism(String path) {
    return Arrays.stream(Mechanism.values())
        .filter(it -> path.equals("/attention/" + it + "/check"))
        .findFirst()
        .orElseThrow(() -> new AssertionError(path));
  }

  static Report run(Mechanism mechanism, String request, BooleanSupplier timeIsUp) {
    return check(mechanism, request, timeIsUp).run();
  }

  /** A check that is planned and not run. */
  static AnswerCheck check(Mechanism mechanism, String request, BooleanSupplier timeIsUp) {
    Received<CheckRequest> received = read(mechanism, request.getBytes(StandardCharsets.UTF_8));
    Trace trace =
        new AttentionService(Kernels.scalar(), LIMITS, footprint -> 0)
            .attend(received.wanting(AnswerCheck.compared(received.request())), bytes -> {});
    return new AnswerCheck(received.request(), trace, timeIsUp);
  }

  /** A request that is not compared with anything, and all that the service answers to it. */
  record Planned(AttentionRequest request, Trace trace) {}

  /** Plans the request of a check, with every member that its mechanism has. */
  static Planned plan(String path, JsonNode request) {
    Mechanism mechanism = mechanism(path);
    Received<CheckRequest> received = read(mechanism, Json.write(request));
    Trace trace =
        new AttentionService(Kernels.scalar(), LIMITS, footprint -> 0)
            .attend(received.wanting(mechanism.members()), bytes -> {});
    return new Planned(received.request().request(), trace);
  }

  private static Received<CheckRequest> read(Mechanism mechanism, byte[] body) {
    try {
      return JsonRequestReader.ofCheck(
              AttentionRequest.type(mechanism), AnswerCheck.postable(mechanism), LIMITS)
          .read(
              new ByteArrayInputStream(body),
              new byte[JsonRequestReader.roomFor(body.length + 1)],
              held -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
