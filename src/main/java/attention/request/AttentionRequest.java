package attention.request;

/** A request for attention: one record for each mechanism. */
public sealed interface AttentionRequest
    permits SelfRequest,
        ScaledRequest,
        MultiHeadRequest,
        AdditiveRequest,
        MultiplicativeRequest,
        EncoderDecoderRequest,
        WeightsRequest {

  /** What it says about its answer. */
  AnswerOptions options();
}
