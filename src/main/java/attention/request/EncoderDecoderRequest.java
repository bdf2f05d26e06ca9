package attention.request;

import attention.mechanism.Score;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recurrent encoder and decoder, step by step, with attention or with the last annotation as the
 * only context.
 */
public record EncoderDecoderRequest(
    @Described(
            value = "What the encoder reads, n × d_x.",
            example = "[[0.43, 0.15], [0.22, 0.58], [0.77, 0.25]]")
        InputMatrix inputs,
    @Described(value = "A label per input.", example = "[\"Your\", \"journey\", \"starts\"]")
        @Nullable List<String> tokens,
    @Described("Turns the inputs into annotations.") EncoderRequest encoder,
    @Described("Takes one step per input of its own.") DecoderRequest decoder,
    @Described("How a step weighs the annotations.") AlignmentRequest attention,
    @Unwrapped ScoreShaping shaping,
    @Unwrapped AnswerOptions options)
    implements AttentionRequest {

  /** The cells that read the inputs. */
  public record EncoderRequest(
      @Described("Reads the inputs from the first to the last, starting from zeros.")
          CellRequest forward,
      @Described("Reads them from the last to the first; an annotation is then [→h_j ; ←h_j].")
          @Nullable CellRequest backward) {}

  /** The cell that takes the steps. */
  public record DecoderRequest(
      @Described("Its input is [y_t ; c_t], the decoder's own input and the context.")
          CellRequest cell,
      @Described(value = "y, m × d_y: one row per step.", example = "[[0.05, 0.80], [0.57, 0.85]]")
          InputMatrix inputs,
      @Described(value = "A label per step.", example = "[\"Deine\", \"Reise\"]")
          @Nullable List<String> tokens,
      @Described(
              value =
                  "s_{−1}; the encoder's last forward state if absent, which needs equal sizes.",
              example = "[0.1, -0.2]")
          @Nullable InputVector initialState) {}

  /** How a step of the decoder weighs the annotations. */
  public record AlignmentRequest(
      @Described(
              value =
                  "The score between the previous state and an annotation; none: the last annotation is the context of every step.",
              example = "\"additive\"")
          Score score,
      @Described("The parameters of the score; dot and none have none.")
          @Nullable ScoreParameters parameters) {}
}
