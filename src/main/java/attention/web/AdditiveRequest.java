package attention.web;

/** Bahdanau's attention: ω_ij = tanh(q_i·W_q + k_j·W_k + b)·v. */
record AdditiveRequest(
    @Inline VectorInputs inputs,
    @Described("The layer between query and key.") AdditiveParameters parameters,
    @Inline ScoreShaping shaping,
    @Inline AnswerOptions options)
    implements AttentionRequest {}
