package attention.request;

import org.jspecify.annotations.Nullable;

/**
 * Which keys a query may attend to: true = may, everywhere. Query i is at position p = i + offset
 * among the keys.
 */
public record MaskRequest(
    @Described(value = "Whether a query sees only the keys j ≤ p.", defaultValue = "false")
        boolean causal,
    @Described(
            value =
                "How many keys precede the first query, such as the length of a cache; can be negative.",
            defaultValue = "0")
        int offset,
    @Described("How far a query sees to both sides of p.") @Nullable WindowRequest window,
    @Described(
            value = "n: true for a real key, false for padding.",
            example = "[true, true, false]")
        boolean @Nullable [] keys,
    @Described(
            value = "q × n over all queries: true where attending is allowed.",
            example = "[[true, false, false], [true, true, false], [true, true, true]]")
        boolean @Nullable [][] allowed) {

  /** A window around the position p of a query; an absent side is open. */
  public record WindowRequest(
      @Described(value = "p − left ≤ j is allowed; at least 0.", example = "2") @Range(least = 0)
          @Nullable Integer left,
      @Described(value = "j ≤ p + right is allowed; at least 0.", example = "0") @Range(least = 0)
          @Nullable Integer right) {}
}
