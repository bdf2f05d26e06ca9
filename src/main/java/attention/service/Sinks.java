package attention.service;

import attention.matrix.Matrix;
import attention.problem.Pointer;
import attention.request.AnswerOptions;
import attention.request.InputVector;
import attention.stage.Normalization;
import org.jspecify.annotations.Nullable;

/** The logits that take part in the denominators of the normalization: none, one, or one a head. */
sealed interface Sinks {

  /** The sink of a head; nothing if it has none. */
  @Nullable Double of(int head);

  /** No sink, or the same for every head. */
  record Shared(@Nullable Double sink) implements Sinks {

    @Override
    public @Nullable Double of(int head) {
      return sink;
    }
  }

  /** A sink for each head: 1 × heads. */
  record PerHead<M extends Matrix<M>>(CheckedMatrix<M> sinks) implements Sinks {

    @Override
    public Double of(int head) {
      return sinks.get().at(0, head);
    }
  }

  /** Checks a single sink. */
  static Sinks of(PlanContext<?> context, @Nullable Double sink, AnswerOptions options) {
    Pointer at = Pointer.ROOT.child("sink");
    checkNormalization(context, sink, at, options.normalization());
    if (sink != null) {
      context.withinDtype(sink, at);
    }
    return new Shared(sink);
  }

  /** Checks the sinks of all heads. */
  static <M extends Matrix<M>> Sinks of(
      PlanContext<M> context, @Nullable InputVector sinks, int heads, AnswerOptions options) {
    checkNormalization(context, sinks, Pointer.ROOT.child("sinks"), options.normalization());
    CheckedMatrix<M> checked = context.vector(sinks);
    context.length(checked, Size.of(heads), "one for each head");
    return checked == null ? new Shared(null) : new PerHead<>(checked);
  }

  private static void checkNormalization(
      PlanContext<?> context, @Nullable Object sink, Pointer at, Normalization normalization) {
    if (!normalization.takesSink()) {
      context.exclude(sink, at, "the normalization " + normalization);
    }
  }
}
