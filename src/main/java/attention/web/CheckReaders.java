package attention.web;

import attention.check.AnswerCheck;
import attention.front.RequestHead;
import attention.parse.JsonRequestReader;
import attention.request.AdditiveRequest;
import attention.request.AttentionRequest;
import attention.request.CheckRequest;
import attention.request.EncoderDecoderRequest;
import attention.request.Limits;
import attention.request.MultiHeadRequest;
import attention.request.MultiplicativeRequest;
import attention.request.ScaledRequest;
import attention.request.SelfRequest;
import attention.request.WeightsRequest;
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
          JsonRequestReader.ofCheck(request(mechanism), AnswerCheck.postable(mechanism), limits));
    }
  }

  private static Class<? extends AttentionRequest> request(Mechanism mechanism) {
    return switch (mechanism) {
      case SELF -> SelfRequest.class;
      case SCALED_DOT_PRODUCT -> ScaledRequest.class;
      case MULTI_HEAD -> MultiHeadRequest.class;
      case ADDITIVE -> AdditiveRequest.class;
      case MULTIPLICATIVE -> MultiplicativeRequest.class;
      case ENCODER_DECODER -> EncoderDecoderRequest.class;
      case WEIGHTS_ONLY -> WeightsRequest.class;
    };
  }

  /** The reader for the path of a request. */
  JsonRequestReader<CheckRequest> of(HttpServletRequest http) {
    Mechanism mechanism = RequestHead.computed(http.getMethod(), http.getServletPath());
    return Objects.requireNonNull(readers.get(Objects.requireNonNull(mechanism)));
  }
}
