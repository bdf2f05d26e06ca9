package attention.problem;

/**
 * The kinds of refusal, each with a stable address under {@code /problems/} and a page that
 * explains it.
 */
public enum ProblemType {
  MALFORMED_JSON(400, "The body is not JSON"),
  MALFORMED_NPY(400, "The body is not a NumPy file as it is read here"),
  UNREADABLE_REQUEST(400, "It is not the request that this path reads"),
  UNKNOWN_PARAMETER(400, "A query parameter is not known"),
  BAD_REQUEST(400, "The request is not HTTP as it should be"),
  NOT_FOUND(404, "Nothing is here"),
  METHOD_NOT_ALLOWED(405, "Another method is needed"),
  NOT_ACCEPTABLE(406, "No such representation"),
  BODY_TIMEOUT(408, "The body did not arrive in time"),
  CONTENT_TOO_LARGE(413, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "The body is of a type that is not read here"),
  RAGGED_MATRIX(422, "The rows of a matrix differ in length"),
  EMPTY_INPUT(422, "An input is empty"),
  SHAPE_MISMATCH(422, "Two shapes do not fit"),
  OUT_OF_RANGE(422, "A number is out of range"),
  CONTRADICTION(422, "Members contradict or miss each other"),
  LIMIT_EXCEEDED(422, "The request is more than this service computes at once"),
  INTERNAL_ERROR(500, "The service failed"),
  AT_CAPACITY(503, "The service is at its capacity");

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
