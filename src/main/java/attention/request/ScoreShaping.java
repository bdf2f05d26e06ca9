package attention.request;

import org.jspecify.annotations.Nullable;

/**
 * What a request may do to the scores before they are normalized, in the order in which it is done.
 */
public record ScoreShaping(
    @Described(
            value =
                "A factor of every score. Where it is absent, the mechanism's own holds: 1/√d_k in scaled-dot-product and multi-head, none elsewhere.",
            example = "0.5")
        @Nullable Double scale,
    @Described(
            value = "Bends scores into (−softcap, softcap): softcap · tanh(ω / softcap); above 0.",
            example = "30")
        @Range(above = 0)
        @Nullable Double softcap,
    @Described(
            value =
                "Added to the scores, q × n over all queries, before queryIndices selects; null means −∞.",
            example = "[[0, null, null], [-0.5, 0, null], [-1, -0.5, 0]]")
        @NullMeansMasked
        @Nullable InputMatrix bias,
    @Described("Which keys a query may attend to; the parts combine by AND.")
        @Nullable MaskRequest mask) {}
