package attention.request;

import attention.stage.VectorNorm;
import org.jspecify.annotations.Nullable;

/** Normalizes projected queries and keys. */
public record QueryKeyNormRequest(
    @Described(
            value =
                "rms: x / √(mean(x²) + ε) ∘ g. layer: (x − mean) / √(var + ε) ∘ g + b. l2: x / max(‖x‖, ε) ∘ g.",
            example = "\"rms\"")
        VectorNorm type,
    @Described(
            value = "Over the columns of each head, or over all columns before they are split.",
            defaultValue = "head")
        NormScope over,
    @Described(value = "ε; 1e-6 if absent.", example = "1e-6") @Range(least = 0)
        @Nullable Double epsilon,
    @Described(
            value = "The gain g of the queries, as wide as what is normalized; ones if absent.",
            example = "[1.0, 0.5]")
        @Nullable InputVector query,
    @Described(
            value = "The gain g of the keys, as wide as what is normalized; ones if absent.",
            example = "[1.0, 0.5]")
        @Nullable InputVector key,
    @Described(value = "layer: b of the queries; zeros if absent.", example = "[0.1, 0.2]")
        @Nullable InputVector queryBias,
    @Described(value = "layer: b of the keys; zeros if absent.", example = "[0.1, 0.2]")
        @Nullable InputVector keyBias,
    @Described(
            value = "Whether queries and keys are turned first; needs rotary.",
            defaultValue = "false")
        boolean afterRotary) {

  private static final double EPSILON = 1e-6;

  /** ε: as asked for, else the default one. */
  public double epsilonOrDefault() {
    return epsilon == null ? EPSILON : epsilon;
  }

  /** What is normalized together. */
  public enum NormScope {
    /** The columns of each head. */
    HEAD("head"),
    /** All columns, before they are split into heads. */
    ALL("all");

    private final String word;

    NormScope(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }
}
