package attention.request;

import attention.trace.Mechanism;

/** A request for attention: one record for each mechanism. */
public sealed interface AttentionRequest
    permits SelfRequest,
        ScaledRequest,
        MultiHeadRequest,
        AdditiveRequest,
        MultiplicativeRequest,
        EncoderDecoderRequest,
        WeightsRequest,
        CheckRequest {

  /** Its options for the response. */
  AnswerOptions options();

  /** The type of the requests for a mechanism. */
  static Class<? extends AttentionRequest> type(Mechanism mechanism) {
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
}
