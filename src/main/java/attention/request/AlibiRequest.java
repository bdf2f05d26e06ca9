package attention.request;

import org.jspecify.annotations.Nullable;

/** Adds −slope · |i + mask.offset − j| to the scores (Press et al. 2022, arXiv:2108.12409). */
public record AlibiRequest(
    @Described(
            value =
                "A slope for each head; those of Press et al. for the number of heads if absent.",
            example = "[0.5, 0.25]")
        @Nullable InputVector slopes) {}
