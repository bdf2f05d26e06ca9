package attention.request;

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
}
