package attention.web;

import org.jspecify.annotations.Nullable;

/** Biases of the projections of one head, each as long as its projection is wide. */
record HeadBiases(
    @Described(value = "b_q", example = "[0.1, 0.2]") @Nullable Vector query,
    @Described(value = "b_k", example = "[0.1, 0.2]") @Nullable Vector key,
    @Described(value = "b_v", example = "[0.1, 0.2]") @Nullable Vector value) {}
