package attention.problem;

import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The known word that a client probably meant by an unknown one. */
public final class Suggestion {

  /** The most edits by which a word may differ from a near one. */
  private static final int MOST_EDITS = 2;

  /** A word has at least this many characters for each edit. */
  private static final int CHARACTERS_PER_EDIT = 3;

  /** Longer texts are no names. */
  private static final int LONGEST = 64;

  private static final Pattern SEPARATOR = Pattern.compile("[_-]");

  private Suggestion() {}

  /**
   * A question that names the known word nearest to {@code found}, the first of equals, with a
   * space before it; else the one that is a part of it, as in {@code num_heads}; empty if there is
   * none.
   */
  public static String of(String found, Collection<String> known) {
    String nearest = nearest(found, known);
    nearest = nearest == null ? part(found, known) : nearest;
    return nearest == null ? "" : " Did you mean \"%s\"?".formatted(nearest);
  }

  /** The last part between underscores or hyphens that is a known word. */
  private static @Nullable String part(String found, Collection<String> known) {
    String[] parts = found.length() > LONGEST ? new String[0] : SEPARATOR.split(found);
    for (int i = parts.length - 1; i >= 0; i--) {
      String part = parts[i];
      for (String word : known) {
        if (word.equalsIgnoreCase(part)) {
          return word;
        }
      }
    }
    return null;
  }

  private static @Nullable String nearest(String found, Collection<String> known) {
    String folded = found.toLowerCase(Locale.ROOT);
    String nearest = null;
    int least = MOST_EDITS + 1;
    for (String word : known) {
      if (Math.abs(word.length() - found.length()) <= MOST_EDITS) {
        int edits = edits(folded, word.toLowerCase(Locale.ROOT));
        if (edits < least && edits * CHARACTERS_PER_EDIT <= word.length()) {
          nearest = word;
          least = edits;
        }
      }
    }
    return nearest;
  }

  /**
   * The number of insertions, deletions, substitutions and transpositions of neighbours that turn
   * one text into the other, none of them within another (optimal string alignment, after F. J.
   * Damerau, A technique for computer detection and correction of spelling errors, 1964).
   */
  static int edits(String from, String to) {
    int[][] edits = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        edits[i][j] = i == 0 || j == 0 ? i + j : edits(edits, from, to, i, j);
      }
    }
    return edits[from.length()][to.length()];
  }

  private static int edits(int[][] edits, String from, String to, int i, int j) {
    int substituted = edits[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
    int least = Math.min(substituted, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
    boolean crossed =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return crossed ? Math.min(least, 1 + edits[i - 2][j - 2]) : least;
  }
}
