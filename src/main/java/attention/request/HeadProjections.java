package attention.request;

import attention.request.MultiHeadProjections.MultiHeadBiases;
import org.jspecify.annotations.Nullable;

/** Linear maps of the inputs of one head; each is optional, a bias needs its matrix. */
@Form(without = "random")
@Form(
    with = "random",
    without = {"query", "key", "value", "biases"})
public record HeadProjections(
    @Described(
            value = "W_q, in × out: query = x·W_q.",
            example = "[[0.3, 0.5], [0.5, 0.1], [0.2, 0.7]]")
        @Nullable InputMatrix query,
    @Described(
            value = "W_k, in × out, as wide as the projected query.",
            example = "[[0.2, 0.9], [0.3, 0.1], [0.6, 0.4]]")
        @Nullable InputMatrix key,
    @Described(value = "W_v, in × out.", example = "[[0.1, 0.2], [0.3, 0.6], [0.1, 0.8]]")
        @Nullable InputMatrix value,
    @Described("What is added after each map.") @Nullable HeadBiases biases,
    @Described(
            value = "How the matrices are stored: in-out, or out-in as torch.nn.Linear does.",
            defaultValue = "in-out")
        MatrixLayout layout,
    @Described("Draws the maps instead; exclusive with matrices.")
        @Nullable RandomProjections random) {

  /** The same with room for an output projection. */
  public MultiHeadProjections toMultiHead() {
    MultiHeadBiases wide =
        biases == null
            ? null
            : new MultiHeadBiases(biases.query(), biases.key(), biases.value(), null);
    return new MultiHeadProjections(query, key, value, null, wide, layout, random);
  }

  /** Biases of the projections of one head, each as long as its projection is wide. */
  public record HeadBiases(
      @Described(value = "b_q", example = "[0.1, 0.2]") @Nullable InputVector query,
      @Described(value = "b_k", example = "[0.1, 0.2]") @Nullable InputVector key,
      @Described(value = "b_v", example = "[0.1, 0.2]") @Nullable InputVector value) {}
}
