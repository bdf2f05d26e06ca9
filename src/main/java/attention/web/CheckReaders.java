package attention.web;

import attention.check.AnswerCheck;
import attention.front.RequestHead;
import attention.parse.JsonRequestReader;
import attention.parse.NpzRequestReader;
import attention.request.AttentionRequest;
import attention.request.CheckRequest;
import attention.request.Limits;
import attention.request.Received;
import attention.trace.Mechanism;
import attention.trace.Member;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongConsumer;

/** The readers of requests to check an answer, one for each mechanism. */
final class CheckReaders {

  private final Map<Mechanism, Readers> readers = new EnumMap<>(Mechanism.class);

  private record Readers(
      JsonRequestReader<CheckRequest> json, NpzRequestReader<CheckRequest> npz) {}

  /**
   * @param mostBytes the most bytes that an archive may unpack to
   */
  CheckReaders(Limits limits, long mostBytes) {
    for (Mechanism mechanism : Mechanism.values()) {
      Class<? extends AttentionRequest> type = AttentionRequest.type(mechanism);
      Set<Member> stages = AnswerCheck.postable(mechanism);
      readers.put(
          mechanism,
          new Readers(
              JsonRequestReader.ofCheck(type, stages, limits),
              NpzRequestReader.ofCheck(type, stages, limits, mostBytes)));
    }
  }

  /**
   * Reads the body of a request.
   *
   * @param room what JSON is read into
   * @param memory reserves this many bytes for all values of the request, or throws
   */
  Received<CheckRequest> read(
      HttpServletRequest http, InputStream body, byte[] room, LongConsumer memory)
      throws IOException {
    Mechanism mechanism = RequestHead.computed(http.getMethod(), http.getServletPath());
    Readers reader = Objects.requireNonNull(readers.get(Objects.requireNonNull(mechanism)));
    return BodyTypes.isNpz(http)
        ? reader.npz().read(body, room, memory)
        : reader.json().read(body, room, memory);
  }
}
