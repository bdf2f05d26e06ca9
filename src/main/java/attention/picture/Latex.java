package attention.picture;

import attention.picture.Run.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Formulas in LaTeX as lines of text: Greek letters and signs as Unicode, fractions with a solidus,
 * subscripts and superscripts as such. It reads what the formulas of this service are written in.
 */
final class Latex {

  private static final Map<String, String> SYMBOLS =
      Map.ofEntries(
          Map.entry("omega", "ω"),
          Map.entry("alpha", "α"),
          Map.entry("epsilon", "ε"),
          Map.entry("sigma", "σ"),
          Map.entry("tau", "τ"),
          Map.entry("theta", "θ"),
          Map.entry("sum", "∑"),
          Map.entry("cdot", " · "),
          Map.entry("circ", " ∘ "),
          Map.entry("leftarrow", " ← "),
          Map.entry("infty", "∞"),
          Map.entry("top", "⊤"),
          Map.entry("dots", "…"),
          Map.entry("lVert", "‖"),
          Map.entry("rVert", "‖"),
          Map.entry(" ", " "));

  /** Functions, which are set upright. */
  private static final List<String> FUNCTIONS =
      List.of("exp", "ln", "max", "tanh", "cos", "sin", "arg");

  /** Marks above a letter, as combining characters. */
  private static final Map<String, String> ACCENTS =
      Map.of(
          "bar", "\u0304",
          "tilde", "\u0303",
          "overrightarrow", "\u20D7",
          "overleftarrow", "\u20D6");

  private static final List<String> UPRIGHT = List.of("text", "mathrm", "operatorname");

  /** What a factor does not follow. */
  private static final Pattern AFTER_FACTORS =
      Pattern.compile("[-+=;,/)|\\]]|\\\\(cdot|circ|leftarrow|text)\\b");

  private final String latex;
  private final List<Run> runs = new ArrayList<>();
  private int at;

  private Latex(String latex) {
    this.latex = latex;
  }

  /** A formula as text. */
  static List<Run> runs(String latex) {
    Latex reader = new Latex(latex);
    while (reader.at < latex.length()) {
      reader.next(Level.BASE);
    }
    return Runs.joined(reader.runs);
  }

  private void next(Level level) {
    char first = latex.charAt(at++);
    switch (first) {
      case '\\' -> command(level);
      case '_' -> next(Level.SUBSCRIPT);
      case '^' -> next(Level.SUPERSCRIPT);
      case '{' -> group(level);
      case ' ' -> space(level);
      case '-' -> operator("−", level);
      case '+', '=', ';' -> operator(String.valueOf(first), level);
      case ',' -> add(", ", level, false);
      case '/' -> add(" / ", level, false);
      case '\'' -> add("′", level, false);
      default -> add(String.valueOf(first), level, Character.isLetter(first));
    }
  }

  /** A thin space, where two factors meet. */
  private void space(Level level) {
    boolean product = !runs.isEmpty() && !Runs.endsOpen(runs) && at < latex.length();
    if (product && !AFTER_FACTORS.matcher(latex).region(at, latex.length()).lookingAt()) {
      add("\u2009", level, false);
    }
  }

  /** With spaces around it, unless it is a sign or in a subscript. */
  private void operator(String operator, Level level) {
    boolean binary = level == Level.BASE && !runs.isEmpty() && !Runs.endsOpen(runs);
    String spaced = operator.equals(";") ? " ; " : " " + operator + " ";
    add(binary ? spaced : operator, level, false);
  }

  private void group(Level level) {
    while (latex.charAt(at) != '}') {
      next(level);
    }
    at++;
  }

  private void command(Level level) {
    String name = name();
    if (name.endsWith("frac")) {
      fraction(level);
    } else if (name.equals("sqrt")) {
      add("√", level, false);
      parenthesized(argument(level), true);
    } else if (ACCENTS.containsKey(name)) {
      argument(level)
          .forEach(
              run -> runs.add(new Run(run.text() + ACCENTS.get(name), run.level(), run.italic())));
    } else if (UPRIGHT.contains(name)) {
      add(raw(), level, false);
    } else if (FUNCTIONS.contains(name)) {
      boolean after = !runs.isEmpty() && FUNCTIONS.contains(runs.getLast().text());
      add(after ? "\u2009" + name : name, level, false);
    } else {
      String symbol = SYMBOLS.getOrDefault(name, name);
      add(symbol, level, symbol.length() == 1 && Character.isLetter(symbol.charAt(0)));
    }
  }

  private String name() {
    int start = at;
    while (at < latex.length() && Character.isLetter(latex.charAt(at))) {
      at++;
    }
    if (at == start) {
      at++;
    }
    return latex.substring(start, at);
  }

  private void fraction(Level level) {
    List<Run> numerator = argument(level);
    List<Run> denominator = argument(level);
    if (Runs.text(numerator).equals("1") && Runs.text(denominator).equals("2")) {
      add("½ ", level, false);
      return;
    }
    parenthesized(numerator, Runs.isSum(numerator));
    add(" / ", level, false);
    parenthesized(denominator, Runs.isSum(denominator));
    if (at < latex.length() && latex.startsWith(" ", at)) {
      add(" ", level, false);
    }
  }

  private void parenthesized(List<Run> inner, boolean parentheses) {
    Level level = inner.isEmpty() ? Level.BASE : inner.getFirst().level();
    if (parentheses) {
      add("(", level, false);
    }
    runs.addAll(inner);
    if (parentheses) {
      add(")", level, false);
    }
  }

  /** The next group. */
  private List<Run> argument(Level level) {
    Latex inner = new Latex(raw());
    while (inner.at < inner.latex.length()) {
      inner.next(level);
    }
    return inner.runs;
  }

  /** The text of the next group. */
  private String raw() {
    int start = latex.indexOf('{', at) + 1;
    int depth = 1;
    at = start;
    while (depth > 0) {
      char next = latex.charAt(at++);
      depth += next == '{' ? 1 : next == '}' ? -1 : 0;
    }
    return latex.substring(start, at - 1);
  }

  private void add(String text, Level level, boolean italic) {
    runs.add(new Run(text, level, italic));
  }
}
