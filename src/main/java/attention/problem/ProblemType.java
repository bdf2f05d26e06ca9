package attention.problem;

/**
 * The kinds of refusal, each with a stable address under {@code /problems/} and a page that
 * explains it.
 */
public enum ProblemType {
  MALFORMED_JSON(400, "Malformed JSON"),
  INVALID_TEXT(400, "Text is not valid UTF-8"),
  DUPLICATE_MEMBER(400, "Duplicate member"),
  TOO_LONG(400, "Text, number or nesting too long"),
  MALFORMED_NPY(400, "Malformed or unsupported NumPy file"),
  MALFORMED_NPZ(400, "Malformed or unsupported NumPy archive"),
  UNREADABLE_REQUEST(400, "Request does not match the schema"),
  UNKNOWN_PARAMETER(400, "Unknown query parameter"),
  BAD_REQUEST(400, "Malformed HTTP request"),
  UNAUTHENTICATED(401, "Not authenticated"),
  FORBIDDEN(403, "Not allowed"),
  NOT_FOUND(404, "Not found"),
  METHOD_NOT_ALLOWED(405, "Method not allowed"),
  NOT_ACCEPTABLE(406, "No acceptable representation"),
  BODY_TIMEOUT(408, "Request body timed out"),
  CONTENT_TOO_LARGE(413, "Request body too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
  EXPECTATION_FAILED(417, "Unsupported expectation"),
  MISDIRECTED_REQUEST(421, "Misdirected request"),
  RAGGED_MATRIX(422, "Ragged matrix"),
  EMPTY_INPUT(422, "Empty input"),
  SHAPE_MISMATCH(422, "Shapes do not match"),
  OUT_OF_RANGE(422, "Value out of range"),
  CONTRADICTION(422, "Conflicting or missing members"),
  LIMIT_EXCEEDED(422, "Request exceeds a limit"),
  QUOTA_EXCEEDED(429, "Quota exceeded"),
  INTERNAL_ERROR(500, "Internal error"),
  PNG_UNAVAILABLE(501, "PNG pictures are not available"),
  AT_CAPACITY(503, "Service at capacity"),
  HTTP_VERSION_NOT_SUPPORTED(505, "Unsupported HTTP version");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** The URI reference of the page that explains it. */
  public String uri() {
    return "/problems/" + this;
  }

  /** The last segment of that reference, such as {@code ragged-matrix}. */
  @Override
  public String toString() {
    return Words.of(this);
  }
}
