package attention.front;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Percent-encoded bytes in the target of a request. */
final class Escapes {

  private static final Pattern BAD = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  private Escapes() {}

  /**
   * What is wrong with them, for the client; null if nothing is.
   *
   * @param part what the text is: the path, or the query
   */
  static @Nullable String fault(String part, String text) {
    return text.indexOf('%') >= 0 && BAD.matcher(text).find()
        ? "Expected two hexadecimal digits after each % in the " + part + ", found others."
        : null;
  }
}
