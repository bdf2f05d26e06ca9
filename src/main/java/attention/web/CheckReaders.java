package attention.web;

import attention.check.AnswerCheck;
import attention.front.RequestHead;
import attention.parse.JsonRequestReader;
import attention.request.AttentionRequest;
import attention.request.CheckRequest;
import attention.request.Limits;
import attention.trace.Mechanism;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The readers of requests to check an answer, one for each mechanism. */
final class CheckReaders {

  private final Map<Mechanism, JsonRequestReader<CheckRequest>> readers =
      new EnumMap<>(Mechanism.class);

  CheckReaders(Limits limits) {
    for (Mechanism mechanism : Mechanism.values()) {
      readers.put(
          mechanism,
          JsonRequestReader.ofCheck(
              AttentionRequest.type(mechanism), AnswerCheck.postable(mechanism), limits));
    }
  }

  /** The reader for the path of a request. */
  JsonRequestReader<CheckRequest> of(HttpServletRequest http) {
    Mechanism mechanism = RequestHead.computed(http.getMethod(), http.getServletPath());
    return Objects.requireNonNull(readers.get(Objects.requireNonNull(mechanism)));
  }
}
