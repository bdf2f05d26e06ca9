package attention.service;

import attention.matrix.Matrix;
import attention.mechanism.Attention;
import attention.mechanism.AttentionSizes;
import attention.mechanism.Heads;
import attention.mechanism.Inputs;
import attention.mechanism.Widths;
import attention.problem.Pointer;
import attention.request.SelfRequest;
import attention.stage.DotProduct;
import attention.stage.HeadLayout;
import attention.stage.Normalization;
import attention.trace.Labels;
import attention.trace.Mechanism;
import attention.trace.Member;
import attention.trace.Selection;
import java.util.Map;
import java.util.Set;

/** Plans simple self-attention: Q = K = V = X. */
final class SelfPlan {

  private SelfPlan() {}

  static <M extends Matrix<M>> Plan<?> of(SelfRequest request, PlanContext<M> context) {
    CheckedMatrix<M> x = context.matrix(request.embeddings());
    Size n = x.rows();
    int[] indices = request.queryIndices();
    Size answered = indices == null ? n : Size.of(indices.length);
    context.tokens(request.tokens(), Pointer.ROOT.child("tokens"), x);
    context.queryIndices(indices, n);
    context.limits().cells(answered, n, 1, x.at());
    ShapingBuilder<M> shaping = new ShapingBuilder<>(context, n, n, request.shaping(), null);
    Sinks sinks = Sinks.of(context, request.sink(), request.options());
    context
        .limits()
        .work(answered, () -> work(context, x, shaping, request.options().normalization()), x.at());
    Selection selection =
        new Selection(
            indices,
            new Labels(request.tokens(), request.tokens()),
            context.wanted(Mechanism.SELF),
            Map.of());
    return new Plan<>(
        () -> sizes(context, x, answered, shaping, request, selection.members()),
        sizes ->
            new Attention<>(
                Mechanism.SELF,
                context.kernel(),
                Inputs.of(x.get()),
                Heads.single(
                    keys -> new DotProduct<>(context.kernel(), keys),
                    (head, score) ->
                        shaping.pipeline(score, request.options().normalization(), sinks.of(head))),
                selection,
                sizes));
  }

  private static <M extends Matrix<M>> AttentionSizes sizes(
      PlanContext<M> context,
      CheckedMatrix<M> x,
      Size answered,
      ShapingBuilder<M> shaping,
      SelfRequest request,
      Set<Member> wanted) {
    int width = x.columns().value();
    return new AttentionSizes(
        context.dtype(),
        answered.value(),
        x.rows().value(),
        HeadLayout.SINGLE,
        Widths.given(width, width, width),
        0,
        shaping.stageCount(request.queryIndices() != null),
        shaping.working(request.options().normalization()),
        wanted);
  }

  private static <M extends Matrix<M>> Work work(
      PlanContext<M> context,
      CheckedMatrix<M> x,
      ShapingBuilder<M> shaping,
      Normalization normalization) {
    long width = x.columns().value();
    long n = x.rows().value();
    return new Work(
        0, n * (width + shaping.cellWork() + Work.cell(context, normalization, n, width)));
  }
}
