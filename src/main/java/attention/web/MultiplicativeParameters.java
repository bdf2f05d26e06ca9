package attention.web;

import org.jspecify.annotations.Nullable;

/** The parameters of Luong's scores: weights, for concat also energy; or random. */
record MultiplicativeParameters(
    @Described(
            value = "W: d_q × d_k for general, (d_q + d_k) × a for concat.",
            example = "[[0.3, 0.5, 0.1], [0.5, 0.1, 0.4], [0.2, 0.7, 0.9]]")
        @Nullable Grid weights,
    @Described(value = "v, a numbers; concat only.", example = "[0.7, -0.4]")
        @Nullable Vector energy,
    @Described("Draws them instead, in the order weights, energy.")
        @Nullable RandomParameters random) {

  ScoreParameters widened() {
    return new ScoreParameters(null, null, weights, null, energy, random);
  }
}
