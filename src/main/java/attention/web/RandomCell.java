package attention.web;

/** A cell drawn from a seed, the same that PyTorch draws: uniform in [−1/√h, 1/√h). */
record RandomCell(
    @Described(value = "The seed of MT19937, as of torch.manual_seed: 0 … 2³² − 1.", example = "1")
        long seed,
    @Described(value = "h.", example = "3") int hiddenSize) {}
