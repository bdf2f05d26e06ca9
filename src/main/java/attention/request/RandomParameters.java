package attention.request;

import attention.stage.Initialization;
import org.jspecify.annotations.Nullable;

/** Parameters drawn from a seed, the same that PyTorch draws; they are returned with the answer. */
public record RandomParameters(
    @Described(
            value = "The seed of MT19937, as of torch.manual_seed: 0 … 2³² − 1.",
            example = "123")
        @Range(least = 0, most = RandomParameters.LARGEST_SEED)
        long seed,
    @Described(
            value = "a, the width of the layer between query and key; general takes none.",
            example = "2")
        @Range(least = 1)
        @Nullable Integer dimension,
    @Described(
            value =
                "uniform: the numbers of torch.rand(in, out); linear: those of torch.nn.Linear(in, out).",
            defaultValue = "linear")
        Initialization initialization) {

  /** The largest seed of MT19937. */
  public static final long LARGEST_SEED = 0xFFFF_FFFFL;
}
