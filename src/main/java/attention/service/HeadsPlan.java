package attention.service;

import attention.matrix.Matrix;
import attention.mechanism.Attention;
import attention.mechanism.AttentionSizes;
import attention.mechanism.Heads;
import attention.mechanism.Inputs;
import attention.mechanism.WorkingMemory;
import attention.problem.Pointer;
import attention.request.AlibiRequest;
import attention.request.AnswerOptions;
import attention.request.HeadProjections;
import attention.request.InputMatrix;
import attention.request.MultiHeadProjections;
import attention.request.MultiHeadRequest;
import attention.request.QueryKeyNormRequest;
import attention.request.RotaryRequest;
import attention.request.ScaledRequest;
import attention.request.ScoreShaping;
import attention.request.VectorInputs;
import attention.stage.DotProduct;
import attention.stage.HeadLayout;
import attention.stage.Projection;
import attention.stage.TorchGenerator;
import attention.trace.Mechanism;
import attention.trace.Member;
import attention.trace.Parameters;
import attention.trace.Selection;
import attention.trace.Trace;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Plans a transformer head, or several: projections, dot product, scale, and what the request adds.
 * The checks run in the order in which the contract lists their pointers: inputs, projections,
 * widths, output, sizes, stages, biases of heads.
 */
final class HeadsPlan<M extends Matrix<M>> {

  private static final Pointer RANDOM_OUTPUT =
      Pointer.ROOT.child("projections").child("random").child("output");

  private final Mechanism mechanism;
  private final PlanContext<M> context;
  private final HeadLayout layout;
  private final AnswerOptions options;
  private final InputsBuilder<M> inputs;
  private final ProjectionsBuilder<M> projections;
  private final ProjectedParts<M> parts;
  private final PreparationsBuilder<M> preparations;
  private final ShapingBuilder<M> shaping;
  private final List<CheckedMatrix<M>> headBiases;
  private final Alibis<M> alibis;
  private final Sinks sinks;
  private final Selection selection;

  /** What both kinds of requests say. */
  private record Wanted(
      Mechanism mechanism,
      VectorInputs vectors,
      @Nullable MultiHeadProjections projections,
      PreparationsBuilder.Wanted preparations,
      @Nullable AlibiRequest alibi,
      @Nullable List<InputMatrix> headBias,
      ScoreShaping stages,
      AnswerOptions options) {}

  private HeadsPlan(
      PlanContext<M> context,
      HeadLayout layout,
      Wanted wanted,
      Function<PlanContext<M>, Sinks> sinks) {
    this.mechanism = wanted.mechanism();
    this.context = context;
    this.layout = layout;
    this.options = wanted.options();
    this.inputs = InputsBuilder.of(wanted.vectors(), context);
    this.projections = new ProjectionsBuilder<>(context, wanted.projections());
    this.parts = ProjectedParts.of(context, layout, inputs, projections);
    derive(context, inputs, parts.key());
    derive(context, inputs, parts.value());
    inputs.checkCells(layout.heads());
    Size q = inputs.queries().rows();
    Size n = inputs.keys().rows();
    Size width = parts.query().out();
    this.preparations =
        new PreparationsBuilder<>(context, wanted.preparations(), layout, width, q, n);
    double scale = 1 / Math.sqrt((double) width.value() / layout.heads());
    this.shaping = new ShapingBuilder<>(context, q, n, wanted.stages(), scale);
    this.headBiases = HeadLayoutCheck.biases(context, layout, wanted.headBias(), shaping);
    this.alibis =
        new Alibis<>(context, wanted.alibi(), layout.heads(), wanted.preparations().offset());
    this.sinks = sinks.apply(context);
    context.limits().work(inputs.answered(), this::work, inputs.at());
    this.selection =
        new Selection(
            wanted.vectors().queryIndices(), inputs.labels(), context.wanted(mechanism), Map.of());
  }

  /** One head. */
  static <M extends Matrix<M>> Plan<?> of(ScaledRequest request, PlanContext<M> context) {
    HeadProjections given = request.projections();
    if (given != null && given.random() != null && given.random().output()) {
      context.exclude(true, RANDOM_OUTPUT, "a single head, whose context is not projected");
    }
    Wanted wanted =
        new Wanted(
            Mechanism.SCALED_DOT_PRODUCT,
            request.inputs(),
            given == null ? null : given.toMultiHead(),
            preparations(request.queryKeyNorm(), request.rotary(), request.shaping()),
            null,
            null,
            request.shaping(),
            request.options());
    return new HeadsPlan<>(
            context,
            HeadLayout.SINGLE,
            wanted,
            shared -> Sinks.of(shared, request.sink(), request.options()))
        .plan();
  }

  /** Several heads. */
  static <M extends Matrix<M>> Plan<?> of(MultiHeadRequest request, PlanContext<M> context) {
    Wanted wanted =
        new Wanted(
            Mechanism.MULTI_HEAD,
            request.inputs(),
            request.projections(),
            preparations(request.queryKeyNorm(), request.rotary(), request.shaping()),
            request.alibi(),
            request.headBias(),
            request.shaping(),
            request.options());
    return new HeadsPlan<>(
            context,
            HeadLayoutCheck.layout(request, context),
            wanted,
            shared -> Sinks.of(shared, request.sinks(), request.heads(), request.options()))
        .plan();
  }

  private static PreparationsBuilder.Wanted preparations(
      @Nullable QueryKeyNormRequest norm, @Nullable RotaryRequest rotary, ScoreShaping stages) {
    int offset = stages.mask() == null ? 0 : stages.mask().offset();
    return new PreparationsBuilder.Wanted(norm, rotary, offset);
  }

  private static void derive(PlanContext<?> context, InputsBuilder<?> inputs, Part<?> part) {
    if (part.projects()) {
      context.limits().derive(inputs.keys().rows(), part.out(), part.at());
    }
  }

  private Plan<?> plan() {
    return new Plan<>(this::sizes, this::trace);
  }

  private @Nullable M headBias(int head) {
    return headBiases.isEmpty() ? null : headBiases.get(head).get();
  }

  private Work work() {
    long n = inputs.keys().rows().value();
    long heads = layout.heads();
    long cells = n * (parts.query().out().value() + parts.contexts().value());
    cells += n * heads * (shaping.cellWork() + Work.cell(context, options.normalization(), n, 0));
    long shared = n * (parts.workOfKey() + preparations.work(parts.key().out().value()));
    long row = parts.workOfQuery() + preparations.work(parts.query().out().value());
    return new Work(shared, cells + row + Work.heads(heads));
  }

  private AttentionSizes sizes() {
    WorkingMemory working =
        new WorkingMemory(parts.copies() * context.dtype().bytesInMemory(), 0)
            .plus(preparations.working(parts.query().out().value()))
            .plus(alibis.working(inputs.keys().rows(), inputs.span()))
            .plus(shaping.working(options.normalization()));
    return new AttentionSizes(
        context.dtype(),
        inputs.answered().value(),
        inputs.keys().rows().value(),
        layout,
        parts.widths(),
        preparations.count(),
        shaping.stageCount(headBias(0), alibis.of(0), inputs.picksQueries()),
        working,
        selection.members());
  }

  private Trace trace(AttentionSizes sizes) {
    TorchGenerator generator = projections.generator();
    Map<String, @Nullable Projection<M>> built = parts.build(context.kernel(), generator);
    Inputs<M> vectors =
        inputs.build(
            built.get("query"), built.get("key"), built.get("value"), preparations.build());
    Heads<M> heads =
        new Heads<>(
            layout,
            mechanism == Mechanism.MULTI_HEAD,
            keys -> new DotProduct<>(context.kernel(), keys),
            (head, score) ->
                shaping.pipeline(
                    score,
                    headBias(head),
                    alibis.of(head),
                    options.normalization(),
                    sinks.of(head)),
            built.get("output"));
    Parameters drawn = context.returned(projections.drawn(built));
    return new Attention<>(
        mechanism,
        context.kernel(),
        vectors,
        heads,
        drawn == null ? selection : selection.with(Member.PROJECTIONS, drawn),
        sizes);
  }
}
