package attention.web;

import attention.mechanism.Score;
import org.jspecify.annotations.Nullable;

/** How a step of the decoder weighs the annotations. */
record AlignmentRequest(
    @Described(
            value =
                "The score between the previous state and an annotation; none: the last annotation is the context of every step.",
            example = "\"additive\"")
        Score score,
    @Described("The parameters of the score; dot and none have none.")
        @Nullable ScoreParameters parameters) {}
