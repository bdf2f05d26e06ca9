package attention.definition;

import org.jspecify.annotations.Nullable;

/**
 * The mask of a request: which of its members there are, and where the triangle and the window lie.
 *
 * @param causal whether j ≤ p + ahead is required
 * @param ahead 0, unless a mistake moves the diagonal
 * @param offset p = i + offset
 * @param window whether there is one
 * @param left absent = open
 * @param right absent = open
 */
public record MaskRule(
    boolean causal,
    int ahead,
    int offset,
    boolean window,
    @Nullable Integer left,
    @Nullable Integer right,
    boolean @Nullable [] keys,
    boolean @Nullable [][] allowed)
    implements KeyFilter {

  /** A member of a mask, by which it can forbid a key. */
  public enum Member {
    CAUSAL("causal"),
    WINDOW("window"),
    KEYS("keys"),
    ALLOWED("allowed");

    private final String word;

    Member(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  public boolean restricts() {
    return causal || window || keys != null || allowed != null;
  }

  public boolean has(Member member) {
    return switch (member) {
      case CAUSAL -> causal;
      case WINDOW -> window;
      case KEYS -> keys != null;
      case ALLOWED -> allowed != null;
    };
  }

  /** Whether one member allows a key; true where the mask does not have it. */
  public boolean allows(Member member, int query, int key) {
    long position = (long) query + offset;
    return switch (member) {
      case CAUSAL -> !causal || key <= position + ahead;
      case WINDOW ->
          !window
              || ((left == null || key >= position - left)
                  && (right == null || key <= position + right));
      case KEYS -> keys == null || keys[key];
      case ALLOWED -> allowed == null || allowed[query][key];
    };
  }

  @Override
  public boolean allows(int query, int key) {
    return allows(Member.CAUSAL, query, key)
        && allows(Member.WINDOW, query, key)
        && allows(Member.KEYS, query, key)
        && allows(Member.ALLOWED, query, key);
  }

  @Override
  public boolean[] row(int query, int count) {
    boolean[] row = new boolean[count];
    long position = (long) query + offset;
    long from = window && left != null ? Math.max(0, position - left) : 0;
    long to = causal ? Math.min(count, position + ahead + 1) : count;
    to = window && right != null ? Math.min(to, position + right + 1) : to;
    for (int key = (int) Math.min(count, from); key < to; key++) {
      row[key] = (keys == null || keys[key]) && (allowed == null || allowed[query][key]);
    }
    return row;
  }

  public MaskRule without(Member member) {
    return new MaskRule(
        causal && member != Member.CAUSAL,
        ahead,
        offset,
        window && member != Member.WINDOW,
        left,
        right,
        member == Member.KEYS ? null : keys,
        member == Member.ALLOWED ? null : allowed);
  }

  public MaskRule withAhead(int other) {
    return new MaskRule(causal, other, offset, window, left, right, keys, allowed);
  }

  public MaskRule withOffset(int other) {
    return new MaskRule(causal, ahead, other, window, left, right, keys, allowed);
  }

  public MaskRule withWindow(@Nullable Integer otherLeft, @Nullable Integer otherRight) {
    return new MaskRule(causal, ahead, offset, window, otherLeft, otherRight, keys, allowed);
  }
}
