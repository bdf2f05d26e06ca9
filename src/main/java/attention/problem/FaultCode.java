package attention.problem;

/**
 * What can be wrong at one place of a request. The words are stable, so clients may compare them.
 */
public enum FaultCode {
  INVALID_JSON(ProblemType.MALFORMED_JSON),
  INVALID_TEXT(ProblemType.INVALID_TEXT),
  DUPLICATE_MEMBER(ProblemType.DUPLICATE_MEMBER),
  TOO_LONG(ProblemType.TOO_LONG),
  INVALID_NPY(ProblemType.MALFORMED_NPY),
  INVALID_NPZ(ProblemType.MALFORMED_NPZ),
  WRONG_TYPE(ProblemType.UNREADABLE_REQUEST),
  MISSING_MEMBER(ProblemType.UNREADABLE_REQUEST),
  UNKNOWN_MEMBER(ProblemType.UNREADABLE_REQUEST),
  UNKNOWN_WORD(ProblemType.UNREADABLE_REQUEST),
  UNKNOWN_PARAMETER(ProblemType.UNKNOWN_PARAMETER),
  RAGGED_ROW(ProblemType.RAGGED_MATRIX),
  EMPTY_MATRIX(ProblemType.EMPTY_INPUT),
  EMPTY_LIST(ProblemType.EMPTY_INPUT),
  SHAPE_MISMATCH(ProblemType.SHAPE_MISMATCH),
  INDEX_OUT_OF_RANGE(ProblemType.OUT_OF_RANGE),
  VALUE_OUT_OF_RANGE(ProblemType.OUT_OF_RANGE),
  OUTSIDE_DTYPE(ProblemType.OUT_OF_RANGE),
  EXCLUSIVE_MEMBER(ProblemType.CONTRADICTION),
  DEPENDENT_MEMBER(ProblemType.CONTRADICTION),
  LIMIT_EXCEEDED(ProblemType.LIMIT_EXCEEDED);

  private final ProblemType type;

  FaultCode(ProblemType type) {
    this.type = type;
  }

  /** The kind of refusal it leads to. */
  public ProblemType type() {
    return type;
  }

  /** Whether the request cannot be read, so its shapes are not checked. */
  boolean preventsReading() {
    return type.status() == 400;
  }

  /** The stable word, such as {@code ragged-row}. */
  @Override
  public String toString() {
    return Words.of(this);
  }
}
