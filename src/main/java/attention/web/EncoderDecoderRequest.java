package attention.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recurrent encoder and decoder, step by step, with attention or with the last annotation as the
 * only context.
 */
record EncoderDecoderRequest(
    @Described(
            value = "What the encoder reads, n × d_x.",
            example = "[[0.43, 0.15], [0.22, 0.58], [0.77, 0.25]]")
        Grid inputs,
    @Described(value = "A label per input.", example = "[\"Your\", \"journey\", \"starts\"]")
        @Nullable List<String> tokens,
    @Described("Turns the inputs into annotations.") EncoderRequest encoder,
    @Described("Takes one step per input of its own.") DecoderRequest decoder,
    @Described("How a step weighs the annotations.") AlignmentRequest attention,
    @Inline ScoreShaping shaping,
    @Inline AnswerOptions options)
    implements AttentionRequest {}
