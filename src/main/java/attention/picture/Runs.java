package attention.picture;

import attention.picture.Run.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lists of runs. */
final class Runs {

  /** A subscript or superscript is this much smaller. */
  static final double SMALL = 0.72;

  private static final Map<Integer, String> SUBSCRIPTS =
      letters("0123456789+−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ");
  private static final Map<Integer, String> SUPERSCRIPTS =
      letters("0123456789+−=()hijklmnT⊤H", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ʰⁱʲᵏˡᵐⁿᵀᵀᴴ");

  private Runs() {}

  /** How far below its line a run is set, in a text of this size. */
  static double shift(Level level, double size) {
    return switch (level) {
      case BASE -> 0;
      case SUBSCRIPT -> 0.22 * size;
      case SUPERSCRIPT -> -0.36 * size;
    };
  }

  private static Map<Integer, String> letters(String plain, String raised) {
    Map<Integer, String> letters = new HashMap<>();
    int[] from = plain.codePoints().toArray();
    int[] to = raised.codePoints().toArray();
    for (int i = 0; i < from.length; i++) {
      letters.put(from[i], Character.toString(to[i]));
    }
    return Map.copyOf(letters);
  }

  /** One upright run. */
  static List<Run> of(String text) {
    return List.of(Run.plain(text));
  }

  /** Neighbours in the same style as one, and no two spaces in a row. */
  static List<Run> joined(List<Run> runs) {
    List<Run> joined = new ArrayList<>();
    for (Run run : runs) {
      Run last = joined.isEmpty() ? null : joined.getLast();
      if (last != null && last.level() == run.level() && last.italic() == run.italic()) {
        String text = (last.text() + run.text()).replaceAll(" {2,}", " ");
        joined.set(joined.size() - 1, new Run(text, run.level(), run.italic()));
      } else if (last != null && last.text().endsWith(" ") && run.text().startsWith(" ")) {
        joined.add(new Run(run.text().substring(1), run.level(), run.italic()));
      } else {
        joined.add(run);
      }
    }
    return joined;
  }

  /** The characters of all runs. */
  static String text(List<Run> runs) {
    StringBuilder text = new StringBuilder();
    runs.forEach(run -> text.append(run.text()));
    return text.toString();
  }

  /** The runs as plain text: subscripts and superscripts as Unicode where it has them. */
  static String unicode(List<Run> runs) {
    StringBuilder text = new StringBuilder();
    for (Run run : runs) {
      switch (run.level()) {
        case BASE -> text.append(run.text());
        case SUBSCRIPT -> append(text, run.text(), '_', SUBSCRIPTS);
        case SUPERSCRIPT -> append(text, run.text(), '^', SUPERSCRIPTS);
      }
    }
    return text.toString().replace('\u2009', ' ');
  }

  private static void append(
      StringBuilder text, String small, char mark, Map<Integer, String> letters) {
    if (small.codePoints().allMatch(letters::containsKey)) {
      small.codePoints().forEach(point -> text.append(letters.get(point)));
    } else {
      text.append(mark).append(small.length() > 1 ? "{" + small + "}" : small);
    }
  }

  /** Whether a sign would follow an opening parenthesis or another sign. */
  static boolean endsOpen(List<Run> runs) {
    Run last = runs.getLast();
    return last.level() == Level.BASE
        && "([|=,;−+ \u2009".indexOf(last.text().charAt(last.text().length() - 1)) >= 0;
  }

  /** Whether it is a sum that needs parentheses in a fraction. */
  static boolean isSum(List<Run> runs) {
    int depth = 0;
    for (Run run : runs) {
      for (char next : run.text().toCharArray()) {
        depth += next == '(' ? 1 : next == ')' ? -1 : 0;
        if (depth == 0 && run.level() == Level.BASE && (next == '+' || next == '−')) {
          return true;
        }
      }
    }
    return false;
  }
}
