package attention.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A literal of Python as {@code ast.literal_eval} reads it, as far as the header of a NumPy file
 * has any: dictionaries, tuples, lists, text without escapes, integers and truth values.
 */
final class PythonLiteral {

  /** Deeper than any header: a list of fields has a tuple for each, and that one for its shape. */
  private static final int DEEPEST = 16;

  private static final int HEXADECIMAL = 16;

  private static final String BLANKS = " \t\n\r\f";

  /** Not above 18 digits. Python 2 wrote an L behind what was no machine integer. */
  private static final Pattern INTEGER =
      Pattern.compile("\\+?(?:0[xX]([0-9a-fA-F]{1,15})|(0+|[1-9][0-9]{0,17}))L?(?![0-9A-Za-z_.])");

  private static final Pattern WORD = Pattern.compile("[A-Za-z]+");
  private static final Pattern TEXT = Pattern.compile("'([^'\\\\\n]*)'|\"([^\"\\\\\n]*)\"");

  private final String text;
  private int at;

  /** Whether the last item of the tuple or list that was read last has a comma behind it. */
  private boolean comma;

  private PythonLiteral(String text) {
    this.text = text;
  }

  /** A tuple; a list of Python is a {@link List}. */
  record Tuple(List<?> items) {}

  /**
   * A dictionary of text, integers ({@link Long}), truth values, tuples and lists. Of a key that is
   * there several times, the last counts.
   *
   * @return nothing if the text is anything else
   */
  static @Nullable Map<String, Object> dictionary(String text) {
    PythonLiteral literal = new PythonLiteral(text);
    try {
      Map<String, Object> entries = literal.entries();
      return literal.next() == 0 ? entries : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private Map<String, Object> entries() {
    Map<String, Object> entries = new HashMap<>();
    expect('{');
    boolean more = !takes('}');
    while (more) {
      if (!(value(0) instanceof String key)) {
        throw another();
      }
      expect(':');
      entries.put(key, value(0));
      more = takes(',') && next() != '}';
      if (!more) {
        expect('}');
      }
    }
    return entries;
  }

  private Object value(int depth) {
    if (depth == DEEPEST) {
      throw another();
    }
    char next = next();
    return switch (next) {
      case '(' -> parenthesized(depth);
      case '[' -> items('[', ']', depth);
      case '\'', '"' -> quoted();
      default -> Character.isLetter(next) ? word() : integer();
    };
  }

  /** A tuple, or one value, which is no tuple without a comma behind it. */
  private Object parenthesized(int depth) {
    List<Object> items = items('(', ')', depth);
    return items.size() == 1 && !comma ? items.getFirst() : new Tuple(items);
  }

  private List<Object> items(char begin, char end, int depth) {
    List<Object> items = new ArrayList<>();
    expect(begin);
    boolean more = !takes(end);
    while (more) {
      items.add(value(depth + 1));
      comma = takes(',');
      more = comma && next() != end;
      if (!more) {
        expect(end);
      }
    }
    return items;
  }

  private Object word() {
    String word = matched(WORD).group();
    return switch (word) {
      case "True" -> true;
      case "False" -> false;
      case "u", "U" -> quoted();
      default -> throw another();
    };
  }

  private String quoted() {
    Matcher found = matched(TEXT);
    String single = found.group(1);
    return single == null ? found.group(2) : single;
  }

  private Long integer() {
    Matcher found = matched(INTEGER);
    String hexadecimal = found.group(1);
    return hexadecimal == null
        ? Long.valueOf(found.group(2))
        : Long.valueOf(hexadecimal, HEXADECIMAL);
  }

  private Matcher matched(Pattern pattern) {
    Matcher found = pattern.matcher(text).region(at, text.length());
    if (!found.lookingAt()) {
      throw another();
    }
    at = found.end();
    return found;
  }

  /** The next character that is not blank; 0 at the end. */
  private char next() {
    while (at < text.length() && BLANKS.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  private boolean takes(char expected) {
    boolean there = next() == expected;
    if (there) {
      at++;
    }
    return there;
  }

  private void expect(char expected) {
    if (!takes(expected)) {
      throw another();
    }
  }

  private IllegalArgumentException another() {
    return new IllegalArgumentException("Expected another literal at " + at);
  }
}
