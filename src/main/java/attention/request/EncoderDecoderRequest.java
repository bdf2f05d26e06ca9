package attention.request;

import attention.recurrent.Bridge;
import attention.recurrent.QueryState;
import attention.stage.Score;
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
    @Described(value = AnswerOptions.SINK, example = "0") @Nullable Double sink,
    @Unwrapped AnswerOptions options)
    implements AttentionRequest {

  /** The cells that read the inputs. */
  public record EncoderRequest(
      @Described("Reads the inputs from the first to the last, starting from zeros.")
          CellRequest forward,
      @Described("Reads them from the last to the first; an annotation is then [→h_j ; ←h_j].")
          @Nullable CellRequest backward) {}

  /** The cell that takes the steps, what it reads, and what reads it out. */
  @Form(with = "inputs", without = "generate")
  @Form(
      with = {"generate", "readout"},
      without = {"inputs", "tokens"})
  public record DecoderRequest(
      @Described(
              "Its input is [y_t ; c_t], the decoder's own input and the context; with the query current it is y_t, or [y_t ; h̃_{t−1}] with inputFeeding.")
          CellRequest cell,
      @Described(value = "y, m × d_y: one row per step.", example = "[[0.05, 0.80], [0.57, 0.85]]")
          @Nullable InputMatrix inputs,
      @Described(value = "A label per step.", example = "[\"Deine\", \"Reise\"]")
          @Nullable List<String> tokens,
      @Described(
              value =
                  "s_{−1}; the encoder's last forward state if absent, which needs equal sizes.",
              example = "[0.1, -0.2]")
          @Nullable InputVector initialState,
      @Described(
              value =
                  "The memory that an LSTM starts from; if absent the encoder's last forward memory, where that state is taken too, else zeros.",
              example = "[0.1, -0.2]")
          @Nullable InputVector initialCell,
      @Described("A layer between the encoder and s_{−1}; exclusive with initialState.")
          @Nullable BridgeRequest bridge,
      @Described("Reads each step out as scores of a vocabulary.") @Nullable ReadoutRequest readout,
      @Described("Feeds the decoder its own predictions instead of inputs; needs readout.")
          @Nullable GenerateRequest generate) {}

  /** s_{−1} = tanh(h·W + b), of a state h of the encoder. */
  public record BridgeRequest(
      @Described(
              value =
                  "Which state: forward, after the last input, or backward, at the first input.",
              example = "\"forward\"")
          Bridge.From from,
      @Described(value = "W, the width of that state × s.", example = "[[0.3, 0.5], [0.5, 0.1]]")
          InputMatrix weights,
      @Described(value = "b, s numbers; zeros if absent.", example = "[0.1, 0.2]")
          @Nullable InputVector bias,
      @Described(
              value = "How W is stored: in-out, or out-in as torch.nn.Linear does.",
              defaultValue = "in-out")
          MatrixLayout layout) {}

  /**
   * logits_t = r_t·W + b, where r_t is the attentional vector if there is one, else [s_t ; c_t].
   */
  public record ReadoutRequest(
      @Described(
              value = "W, the width of r_t × V.",
              example = "[[0.3, 0.5], [0.5, 0.1], [0.2, 0.7], [0.9, 0.4]]")
          InputMatrix weights,
      @Described(value = "b, V numbers; zeros if absent.", example = "[0.1, 0.2]")
          @Nullable InputVector bias,
      @Described(value = "The vocabulary, V names.", example = "[\"a\", \"b\"]")
          @Nullable List<String> tokens,
      @Described(
              value = "How W is stored: in-out, or out-in as torch.nn.Linear does.",
              defaultValue = "in-out")
          MatrixLayout layout) {}

  /** y_0 = embeddings[start], then y_t = embeddings[prediction of step t − 1]. */
  public record GenerateRequest(
      @Described(value = "V × d_y.", example = "[[0.05, 0.80], [0.57, 0.85]]")
          InputMatrix embeddings,
      @Described(value = "The index that the first step reads.", example = "0") @Range(least = 0)
          int start,
      @Described(value = "A prediction of this index is the last one.", example = "1")
          @Range(least = 0)
          @Nullable Integer end,
      @Described(value = "The most steps.", example = "8") @Range(least = 1) int steps) {}

  /** How a step of the decoder weighs the annotations. */
  public record AlignmentRequest(
      @Described(
              value =
                  "The score between a state and an annotation; none: the last annotation is the context of every step.",
              example = "\"additive\"")
          Score score,
      @Described("The parameters of the score; dot and none have none.")
          @Nullable ScoreParameters parameters,
      @Described(
              value = "Which state asks: previous, s_{t−1} (Bahdanau), or current, s_t (Luong).",
              defaultValue = "previous")
          QueryState query,
      @Described("Makes the attentional vector h̃_t = tanh([c_t ; s_t]·W + b); with current only.")
          @Nullable CombineRequest combine,
      @Described(
              value = "Whether the cell reads h̃_{t−1} beside y_t; needs combine.",
              defaultValue = "false")
          boolean inputFeeding) {}

  /** h̃_t = tanh([c_t ; s_t]·W + b). */
  public record CombineRequest(
      @Described(
              value = "W, (c + s) × a.",
              example = "[[0.3, 0.5], [0.5, 0.1], [0.2, 0.7], [0.9, 0.4]]")
          InputMatrix weights,
      @Described(value = "b, a numbers; zeros if absent.", example = "[0.1, 0.2]")
          @Nullable InputVector bias,
      @Described(
              value = "How W is stored: in-out, or out-in as torch.nn.Linear does.",
              defaultValue = "in-out")
          MatrixLayout layout) {}
}
