package attention.problem;

/** A client's own text, safe to quote in a response: short, and without half a surrogate pair. */
public final class Quoted {

  private static final int LENGTH = 40;

  private Quoted() {}

  /** The text, cut after {@value #LENGTH} characters. */
  public static String of(String text) {
    StringBuilder quoted = new StringBuilder();
    text.codePoints()
        .limit(LENGTH)
        .map(point -> Character.getType(point) == Character.SURROGATE ? '\uFFFD' : point)
        .forEach(quoted::appendCodePoint);
    return text.codePointCount(0, text.length()) > LENGTH ? quoted + "…" : quoted.toString();
  }
}
