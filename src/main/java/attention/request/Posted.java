package attention.request;

import org.jspecify.annotations.Nullable;

/** What a client has computed itself, and how exactly. */
public record Posted(
    @Described(
            value =
                "Your own numbers: at least one stage by its name, an array of the shape that the"
                    + " stage has for all queries answered, the heads in front; null for what is"
                    + " not finite.",
            example = "{\"weights\": [[0.5, 0.5], [0.2, 0.8]]}")
        PostedStages answer,
    @Described("How far your numbers may differ from ours and still agree.")
        @Nullable ToleranceRequest tolerance) {}
