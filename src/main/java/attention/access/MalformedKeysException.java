package attention.access;

/** A list of keys cannot be used. The message names the line, and quotes nothing of it. */
final class MalformedKeysException extends RuntimeException {

  private static final long serialVersionUID = 1;

  MalformedKeysException(int line, String detail) {
    super("line %d: %s".formatted(line, detail));
  }

  MalformedKeysException(String detail) {
    super(detail);
  }
}
