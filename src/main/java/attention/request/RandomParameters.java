package attention.request;

import attention.stage.Initialization;
import org.jspecify.annotations.Nullable;

/** Parameters drawn from a seed, the same that PyTorch draws; they are returned with the answer. */
public record RandomParameters(
    @Described(
            value = "The seed of MT19937, as of torch.manual_seed: 0 … 2³² − 1.",
            example = "123")
        long seed,
    @Described(
            value = "a, the width of the layer between query and key; general takes none.",
            example = "2")
        @Nullable Integer dimension,
    @Described(
            value =
                "uniform: the numbers of torch.rand(in, out); linear: those of torch.nn.Linear(in, out).",
            defaultValue = "linear")
        Initialization initialization) {}
