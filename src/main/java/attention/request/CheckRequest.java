package attention.request;

/**
 * A request whose answer a client has computed itself, in whole or in part. Its JSON object has the
 * members of both, but for {@code include}: what is compared is what was posted.
 */
public record CheckRequest(AttentionRequest request, Posted posted) implements AttentionRequest {

  @Override
  public AnswerOptions options() {
    return request.options();
  }

  /** What the request has no member for, because the posted stages say it. */
  public static final String WITHOUT = "include";
}
