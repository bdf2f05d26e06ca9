package attention.stage;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which keys a query may attend to: true = may, everywhere; the parts combine by AND. Query i is at
 * position p = i + offset among the keys.
 *
 * @param causal whether only j ≤ p is allowed
 * @param offset how many keys stand before the first query; may be negative
 * @param window how far a query sees; absent = to both ends
 * @param keys n, true for a real key, false for padding; absent = all real
 * @param allowed q × n over all queries; absent = all allowed
 */
public record Mask(
    boolean causal,
    int offset,
    @Nullable Window window,
    boolean @Nullable [] keys,
    boolean @Nullable [][] allowed) {

  /**
   * The neighbourhood of a position.
   *
   * @param left p − left ≤ j is allowed; absent = open
   * @param right j ≤ p + right is allowed; absent = open
   */
  public record Window(@Nullable Integer left, @Nullable Integer right) {

    long first(long position) {
      return left == null ? 0 : Math.max(0, position - left);
    }

    long last(long position) {
      return right == null ? Long.MAX_VALUE : position + right;
    }
  }

  /** Whether any key can be forbidden at all; an offset alone forbids nothing. */
  public boolean restricts() {
    return causal || window != null || keys != null || allowed != null;
  }

  /**
   * Writes which keys one query may attend to.
   *
   * @param query i
   * @param row n, written
   */
  void write(int query, boolean[] row) {
    int n = row.length;
    long position = (long) query + offset;
    long first = window == null ? 0 : window.first(position);
    long last = window == null ? n - 1 : Math.min(n - 1, window.last(position));
    if (causal) {
      last = Math.min(last, position);
    }
    Arrays.fill(row, false);
    if (first <= last) {
      Arrays.fill(row, (int) first, (int) last + 1, true);
    }
    and(row, keys);
    and(row, allowed == null ? null : allowed[query]);
  }

  /**
   * Clears the keys that one query may not attend to.
   *
   * @param query i
   * @param row n, written
   */
  void restrict(int query, boolean[] row) {
    boolean[] allowedHere = new boolean[row.length];
    write(query, allowedHere);
    and(row, allowedHere);
  }

  private static void and(boolean[] row, boolean @Nullable [] other) {
    if (other != null) {
      for (int j = 0; j < row.length; j++) {
        row[j] &= other[j];
      }
    }
  }
}
