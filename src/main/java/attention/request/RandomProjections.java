package attention.request;

import attention.stage.Initialization;

/**
 * Projections drawn from a seed, the same that PyTorch draws; they are returned with the answer.
 */
public record RandomProjections(
    @Described(
            value = "The seed of MT19937, as of torch.manual_seed: 0 … 2³² − 1.",
            example = "123")
        @Range(least = 0, most = RandomParameters.LARGEST_SEED)
        long seed,
    @Described(
            value =
                "The width of the projected queries, of all heads together; keys and values get dimension · keyValueHeads / heads.",
            example = "2")
        @Range(least = 1)
        int dimension,
    @Described(
            value =
                "uniform: the numbers of torch.rand(in, out); linear: those of torch.nn.Linear(in, out).",
            defaultValue = "linear")
        Initialization initialization,
    @Described(
            value = "Whether an output projection with a bias is drawn too; multi-head only.",
            defaultValue = "false")
        boolean output) {}
