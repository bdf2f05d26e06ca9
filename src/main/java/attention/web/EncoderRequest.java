package attention.web;

import org.jspecify.annotations.Nullable;

/** The cells that read the inputs. */
record EncoderRequest(
    @Described("Reads the inputs from the first to the last, starting from zeros.")
        CellRequest forward,
    @Described("Reads them from the last to the first; an annotation is then [→h_j ; ←h_j].")
        @Nullable CellRequest backward) {}
