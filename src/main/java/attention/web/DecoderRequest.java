package attention.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cell that takes the steps. */
record DecoderRequest(
    @Described("Its input is [y_t ; c_t], the decoder's own input and the context.")
        CellRequest cell,
    @Described(value = "y, m × d_y: one row per step.", example = "[[0.05, 0.80], [0.57, 0.85]]")
        Grid inputs,
    @Described(value = "A label per step.", example = "[\"Deine\", \"Reise\"]")
        @Nullable List<String> tokens,
    @Described(
            value = "s_{−1}; the encoder's last forward state if absent, which needs equal sizes.",
            example = "[0.1, -0.2]")
        @Nullable Vector initialState) {}
