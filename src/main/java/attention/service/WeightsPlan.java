package attention.service;

import attention.matrix.Matrix;
import attention.mechanism.Head;
import attention.mechanism.Pipeline;
import attention.mechanism.Weighing;
import attention.mechanism.WeighingSizes;
import attention.request.WeightsRequest;
import attention.stage.GivenScores;
import attention.trace.Mechanism;
import attention.trace.Member;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Plans the normalization of given scores. */
final class WeightsPlan {

  private WeightsPlan() {}

  static <M extends Matrix<M>> Plan<?> of(WeightsRequest request, PlanContext<M> context) {
    CheckedMatrix<M> scores = context.overKeys(request.scores());
    context.limits().cells(scores.rows(), scores.columns(), 1, scores.at());
    context
        .limits()
        .work(scores.rows(), () -> work(context, request, scores.columns().value()), scores.at());
    Set<Member> wanted = context.wanted(Mechanism.WEIGHTS_ONLY);
    Sinks sinks = Sinks.of(context, request.sink(), request.options());
    Supplier<Pipeline<M>> pipeline =
        () ->
            new Pipeline<>(
                context.kernel(),
                List.of(new GivenScores<>(context.kernel())),
                request.options().normalization(),
                sinks.of(0));
    return new Plan<>(
        () ->
            new WeighingSizes(
                context.dtype(),
                scores.rows().value(),
                scores.columns().value(),
                request.options().normalization(),
                wanted),
        sizes ->
            new Weighing<>(scores.get(), new Head<>(sizes.keys(), pipeline.get(), null), sizes));
  }

  private static Work work(PlanContext<?> context, WeightsRequest request, long keys) {
    return new Work(0, keys * Work.cell(context, request.options().normalization(), keys, 0));
  }
}
