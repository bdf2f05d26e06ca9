package attention.web;

import org.jspecify.annotations.Nullable;

/** Biases of the projections of all heads together, each as long as its projection is wide. */
record MultiHeadBiases(
    @Described(value = "b_q", example = "[0.1, 0.2]") @Nullable Vector query,
    @Described(value = "b_k", example = "[0.1, 0.2]") @Nullable Vector key,
    @Described(value = "b_v", example = "[0.1, 0.2]") @Nullable Vector value,
    @Described(value = "b_o", example = "[0.1, 0.2]") @Nullable Vector output) {

  /** No bias at all. */
  static final MultiHeadBiases NONE = new MultiHeadBiases(null, null, null, null);
}
