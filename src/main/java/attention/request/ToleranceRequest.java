package attention.request;

import org.jspecify.annotations.Nullable;

/** How far numbers may differ and still agree: |x − y| ≤ absolute + relative · |y|. */
public record ToleranceRequest(
    @Described(
            value =
                "At least 0. If absent: 1e-5, 4e-3 for float16, 3e-2 for bfloat16; and 10⁻ᵏ at"
                    + " least where the numbers of a stage were printed with k = 3 or 4 decimals.",
            example = "1e-5")
        @Range(least = 0)
        @Nullable Double absolute,
    @Described(
            value = "At least 0. If absent: 1e-4, 1e-2 for float16, 5e-2 for bfloat16.",
            example = "1e-4")
        @Range(least = 0)
        @Nullable Double relative) {}
