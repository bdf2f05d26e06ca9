package attention.request;

import org.jspecify.annotations.Nullable;

/**
 * Linear maps of the inputs of all heads together and of their output; each is optional, a bias
 * needs its matrix.
 */
@Form(without = "random")
@Form(
    with = "random",
    without = {"query", "key", "value", "output", "biases"})
public record MultiHeadProjections(
    @Described(
            value = "W_q, in × (heads · d_k): query = x·W_q.",
            example = "[[0.3, 0.5], [0.5, 0.1], [0.2, 0.7]]")
        @Nullable InputMatrix query,
    @Described(
            value = "W_k, in × (keyValueHeads · d_k).",
            example = "[[0.2, 0.9], [0.3, 0.1], [0.6, 0.4]]")
        @Nullable InputMatrix key,
    @Described(
            value = "W_v, in × (keyValueHeads · d_v).",
            example = "[[0.1, 0.2], [0.3, 0.6], [0.1, 0.8]]")
        @Nullable InputMatrix value,
    @Described(value = "W_o, (heads · d_v) × out.", example = "[[0.4, 0.1], [0.2, 0.6]]")
        @Nullable InputMatrix output,
    @Described("What is added after each map.") @Nullable MultiHeadBiases biases,
    @Described(
            value = "How the matrices are stored: in-out, or out-in as torch.nn.Linear does.",
            defaultValue = "in-out")
        MatrixLayout layout,
    @Described("Draws the maps instead; exclusive with matrices.")
        @Nullable RandomProjections random) {

  /** No map at all. */
  public static final MultiHeadProjections NONE =
      new MultiHeadProjections(null, null, null, null, null, MatrixLayout.IN_OUT, null);

  /** Biases of the projections of all heads together, each as long as its projection is wide. */
  public record MultiHeadBiases(
      @Described(value = "b_q", example = "[0.1, 0.2]") @Nullable InputVector query,
      @Described(value = "b_k", example = "[0.1, 0.2]") @Nullable InputVector key,
      @Described(value = "b_v", example = "[0.1, 0.2]") @Nullable InputVector value,
      @Described(value = "b_o", example = "[0.1, 0.2]") @Nullable InputVector output) {

    /** No bias at all. */
    public static final MultiHeadBiases NONE = new MultiHeadBiases(null, null, null, null);
  }
}
