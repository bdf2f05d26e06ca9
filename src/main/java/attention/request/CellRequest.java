package attention.request;

import attention.recurrent.CellType;
import org.jspecify.annotations.Nullable;

/** A recurrent cell of hidden size h: its matrices, or random. */
@Form(
    with = {"input", "hidden"},
    without = "random")
@Form(
    with = "random",
    without = {"input", "hidden", "bias", "inputBias", "hiddenBias"})
public record CellRequest(
    @Described(
            value =
                "tanh: h' = tanh(x·W + h·U + b). gru: the equations of torch.nn.GRU, gates in the order reset, update, new. lstm: those of torch.nn.LSTM, gates in the order input, forget, cell, output.",
            example = "\"tanh\"")
        CellType type,
    @Described(
            value = "W: in × h for tanh, in × 3h for gru, in × 4h for lstm.",
            example = "[[0.3, 0.5], [0.5, 0.1]]")
        @Nullable InputMatrix input,
    @Described(
            value = "U: h × h for tanh, h × 3h for gru, h × 4h for lstm.",
            example = "[[0.2, 0.9], [0.3, 0.1]]")
        @Nullable InputMatrix hidden,
    @Described(value = "tanh: b, h numbers; zeros if absent.", example = "[0.1, 0.2]")
        @Nullable InputVector bias,
    @Described(
            "gru and lstm: as many numbers as the matrices have columns, added to x·W; zeros if absent.")
        @Nullable InputVector inputBias,
    @Described(
            "gru and lstm: as many numbers as the matrices have columns, added to h·U; zeros if absent.")
        @Nullable InputVector hiddenBias,
    @Described(
            value = "How the matrices are stored: in-out, or out-in as torch.nn.RNN does.",
            defaultValue = "in-out")
        MatrixLayout layout,
    @Described("Draws them instead, as torch.nn.RNN, GRU and LSTM do; they are returned.")
        @Nullable RandomCell random) {

  /** A cell drawn from a seed, the same that PyTorch draws: uniform in [−1/√h, 1/√h). */
  public record RandomCell(
      @Described(
              value = "The seed of MT19937, as of torch.manual_seed: 0 … 2³² − 1.",
              example = "1")
          @Range(least = 0, most = RandomParameters.LARGEST_SEED)
          long seed,
      @Described(value = "h.", example = "3") @Range(least = 1) int hiddenSize) {}
}
