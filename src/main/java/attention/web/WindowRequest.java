package attention.web;

import org.jspecify.annotations.Nullable;

/** A window around the position p of a query; an absent side is open. */
record WindowRequest(
    @Described(value = "p − left ≤ j is allowed; at least 0.", example = "2")
        @Nullable Integer left,
    @Described(value = "j ≤ p + right is allowed; at least 0.", example = "0")
        @Nullable Integer right) {}
