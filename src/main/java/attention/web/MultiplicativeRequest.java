package attention.web;

import org.jspecify.annotations.Nullable;

/** Luong's attention: dot q·k, general q·W·k, concat tanh([q;k]·W)·v. */
record MultiplicativeRequest(
    @Described(value = "Which of Luong's three scores.", example = "\"general\"")
        MultiplicativeScore score,
    @Inline VectorInputs inputs,
    @Described("The parameters of general and concat; dot has none.")
        @Nullable MultiplicativeParameters parameters,
    @Inline ScoreShaping shaping,
    @Inline AnswerOptions options)
    implements AttentionRequest {}
