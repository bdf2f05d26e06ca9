package attention.picture;

import java.text.BreakIterator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A token as a picture shows it: cut where it is long, and with signs for what cannot be seen.
 *
 * @param text what is shown
 * @param whole the whole token, if it is cut
 */
record Label(String text, @Nullable String whole) {

  /** What is shown of a token is no wider than this: about so many letters. */
  private static final double MOST = TextWidth.of("n".repeat(16), 1);

  private static final String CUT = "…";

  /** The label of a token. */
  static Label of(String token) {
    String visible = visible(token);
    String cut = cut(visible);
    return new Label(cut, cut.equals(visible) ? null : visible);
  }

  /** The first letters of a text that is too wide, whole characters as readers know them. */
  private static String cut(String text) {
    if (TextWidth.of(text, 1) <= MOST) {
      return text;
    }
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(text);
    int end = 0;
    for (int next = characters.next(); next != BreakIterator.DONE; next = characters.next()) {
      if (TextWidth.of(text.substring(0, next), 1) > MOST - 1) {
        break;
      }
      end = next;
    }
    return text.substring(0, end) + CUT;
  }

  /** Spaces at the ends and control characters as signs. */
  private static String visible(String token) {
    if (token.isEmpty()) {
      return "∅";
    }
    int start = 0;
    while (start < token.length() && token.charAt(start) == ' ') {
      start++;
    }
    int end = token.length();
    while (end > start && token.charAt(end - 1) == ' ') {
      end--;
    }
    StringBuilder visible = new StringBuilder("␣".repeat(start));
    token.substring(start, end).codePoints().forEach(point -> append(visible, point));
    return visible.append("␣".repeat(token.length() - end)).toString();
  }

  /** Control characters as in programming languages; others that cannot be shown as one sign. */
  private static void append(StringBuilder visible, int point) {
    switch (point) {
      case '\n' -> visible.append("\\n");
      case '\r' -> visible.append("\\r");
      case '\t' -> visible.append("\\t");
      default -> visible.appendCodePoint(isVisible(point) ? point : 0xFFFD);
    }
  }

  private static boolean isVisible(int point) {
    int type = Character.getType(point);
    boolean directs = point >= 0x202A && point <= 0x202E || point >= 0x2066 && point <= 0x2069;
    return type != Character.CONTROL
        && type != Character.SURROGATE
        && (point & 0xFFFE) != 0xFFFE
        && !directs;
  }

  /** Whether a text is read from the right, by its first letter. */
  static boolean isRightToLeft(String text) {
    for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
      int direction = Character.getDirectionality(text.codePointAt(at));
      if (direction == Character.DIRECTIONALITY_LEFT_TO_RIGHT || isFromRight(direction)) {
        return isFromRight(direction);
      }
    }
    return false;
  }

  private static boolean isFromRight(int direction) {
    return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
        || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
  }
}
