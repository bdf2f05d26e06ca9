package attention.parse;

import attention.problem.FaultCode;
import attention.problem.Faults;
import attention.problem.Pointer;
import attention.problem.ProblemException;
import attention.problem.Quoted;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.util.JsonParserDelegate;

/**
 * A parser that refuses NaN and the infinities by name, with the position of the token. The parser
 * behind it must read them as numbers; to others they are a syntax error of unknown length.
 */
final class FiniteJsonParser extends JsonParserDelegate {

  /** The member of a check whose numbers may all be null. */
  private static final String ANSWER = "answer";

  private static final String POSTED =
      "In answer, write null for NaN, Infinity and -Infinity: it agrees with what is not finite.";
  private static final String GIVEN =
      "In bias, headBias and scores, write null for −∞; every other number must be finite.";

  private final RowScanner scanner;

  /**
   * @param scanner what the parser gets its bytes from
   */
  FiniteJsonParser(JsonParser json, RowScanner scanner) {
    super(json);
    this.scanner = scanner;
  }

  @Override
  public JsonToken nextToken() {
    JsonToken token = delegate.nextToken();
    if (token == JsonToken.VALUE_NUMBER_FLOAT && delegate.isNaN()) {
      throw refusal();
    }
    return token;
  }

  @Override
  public JsonParser skipChildren() {
    JsonToken token = currentToken();
    int depth = token != null && token.isStructStart() ? 1 : 0;
    while (depth > 0) {
      JsonToken next = nextToken();
      if (next == null) {
        return this;
      }
      depth += next.isStructStart() ? 1 : next.isStructEnd() ? -1 : 0;
    }
    return this;
  }

  private ProblemException refusal() {
    return Faults.single(
        FaultCode.INVALID_JSON,
        Pointer.ROOT,
        "Expected a number of JSON (RFC 8259), found %s at %s. %s"
            .formatted(
                Quoted.of(delegate.getString()),
                scanner.position(delegate.currentTokenLocation()),
                isPosted() ? POSTED : GIVEN));
  }

  /** Whether the number is of a stage that a client computed. */
  private boolean isPosted() {
    String outermost = "";
    for (TokenStreamContext in = delegate.streamReadContext();
        in != null && !in.inRoot();
        in = in.getParent()) {
      outermost = in.hasCurrentName() ? in.currentName() : outermost;
    }
    return outermost.equals(ANSWER);
  }
}
