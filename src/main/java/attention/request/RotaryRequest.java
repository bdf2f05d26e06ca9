package attention.request;

import attention.stage.Pairing;
import org.jspecify.annotations.Nullable;

/**
 * Turns the first columns of each head of queries and keys by their positions: (x, y) becomes (x
 * cos − y sin, x sin + y cos) of the angle position · frequency (Su et al. 2021, arXiv:2104.09864).
 */
@Form(without = "frequencies")
@Form(without = "base")
public record RotaryRequest(
    @Described(
            value = "The frequencies are base^(−2m/dimension); 10000 if absent.",
            example = "10000")
        @Range(above = 0)
        @Nullable Double base,
    @Described(
            value = "d_r, how many columns of a head turn: even; all of them if absent.",
            example = "2")
        @Range(least = 2)
        @Nullable Integer dimension,
    @Described(
            value =
                "Which columns are a pair: halves, m and m + d_r/2 (Llama), or interleaved, 2m and 2m + 1 (GPT-J).",
            defaultValue = "halves")
        Pairing pairing,
    @Described(value = "d_r/2 frequencies instead of those of a base.", example = "[1.0, 0.01]")
        @Nullable InputVector frequencies,
    @Described(
            value = "A position for each query; i + mask.offset if absent.",
            example = "[0, 1, 2]")
        @Nullable InputVector positions,
    @Described(value = "A position for each key; j if absent.", example = "[0, 1, 2]")
        @Nullable InputVector keyPositions) {

  private static final double BASE = 10_000;

  /** The base of the frequencies: as asked for, else the default one. */
  public double baseOrDefault() {
    return base == null ? BASE : base;
  }
}
