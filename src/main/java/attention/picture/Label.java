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

  /** About the width of so many letters is shown of a token. */
  private static final int LETTERS = 16;

  private static final String CUT = "…";

  /** The label of a token. */
  static Label of(String token) {
    String visible = visible(token);
    String cut = cut(visible);
    return new Label(cut, cut.equals(visible) ? null : visible);
  }

  /** The first letters of a text that is too wide, whole characters as readers know them. */
  private static String cut(String text) {
    double most = TextWidth.of("n".repeat(LETTERS), 1);
    if (TextWidth.of(text, 1) <= most) {
      return text;
    }
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(text);
    int end = 0;
    for (int next = characters.next(); next != BreakIterator.DONE; next = characters.next()) {
      if (TextWidth.of(text.substring(0, next), 1) > most - 1) {
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
    return text.codePoints()
        .map(Character::getDirectionality)
        .filter(direction ->
            direction == Character.DIRECTIONALITY_LEFT_TO_RIGHT || isFromRight(direction))
        .mapToObj(Label::isFromRight)
        .findFirst()
        .orElse(false);
  }

  private static boolean isFromRight(int direction) {
    return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
        || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
  }
}
