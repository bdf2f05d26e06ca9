package attention.service;

import attention.matrix.Matrix;
import attention.mechanism.Attention;
import attention.mechanism.AttentionSizes;
import attention.mechanism.Heads;
import attention.mechanism.Widths;
import attention.problem.Pointer;
import attention.request.AdditiveRequest;
import attention.request.AnswerOptions;
import attention.request.MultiplicativeRequest;
import attention.request.MultiplicativeRequest.MultiplicativeParameters;
import attention.request.ScoreParameters;
import attention.request.ScoreShaping;
import attention.request.VectorInputs;
import attention.stage.HeadLayout;
import attention.stage.Score;
import attention.stage.Stage;
import attention.trace.Mechanism;
import attention.trace.Member;
import attention.trace.Parameters;
import attention.trace.Selection;
import attention.trace.Trace;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Plans Bahdanau's and Luong's attention: one head without projections, whose score function may
 * have parameters.
 */
final class ScoresPlan<M extends Matrix<M>> {

  private static final Pointer PARAMETERS = Pointer.ROOT.child("parameters");

  private final Mechanism mechanism;
  private final PlanContext<M> context;
  private final AnswerOptions options;
  private final InputsBuilder<M> inputs;
  private final ScoreBuilder<M> score;
  private final ShapingBuilder<M> shaping;
  private final Sinks sinks;
  private final Selection selection;

  private ScoresPlan(
      Mechanism mechanism,
      PlanContext<M> context,
      Score function,
      @Nullable ScoreParameters parameters,
      VectorInputs vectors,
      ScoreShaping stages,
      @Nullable Double sink,
      AnswerOptions options) {
    this.mechanism = mechanism;
    this.context = context;
    this.options = options;
    this.inputs = InputsBuilder.of(vectors, context);
    Size query = inputs.queries().columns();
    Size key = inputs.keys().columns();
    Size n = inputs.keys().rows();
    checkWidths(context, function, query, key);
    this.score =
        Objects.requireNonNull(
            ScoreBuilder.of(context, function, parameters, PARAMETERS, query, key));
    context.limits().derive(n, score.hidden(), PARAMETERS);
    inputs.checkCells(1);
    this.shaping = new ShapingBuilder<>(context, inputs.queries().rows(), n, stages, null);
    this.sinks = Sinks.of(context, sink, options);
    context.limits().work(inputs.answered(), this::work, inputs.at());
    this.selection =
        new Selection(vectors.queryIndices(), inputs.labels(), context.wanted(mechanism), Map.of());
  }

  private static void checkWidths(PlanContext<?> context, Score function, Size query, Size key) {
    context.fit(
        function.direct() == null || key.fits(query),
        Pointer.ROOT.child("keys"),
        "Expected keys as wide as the queries, %s, for the score %s, found %s.",
        query,
        function,
        key);
  }

  /** Bahdanau's. */
  static <M extends Matrix<M>> Plan<?> of(AdditiveRequest request, PlanContext<M> context) {
    return new ScoresPlan<>(
            Mechanism.ADDITIVE,
            context,
            Score.ADDITIVE,
            request.parameters().toScoreParameters(),
            request.inputs(),
            request.shaping(),
            request.sink(),
            request.options())
        .plan();
  }

  /** Luong's. */
  static <M extends Matrix<M>> Plan<?> of(MultiplicativeRequest request, PlanContext<M> context) {
    MultiplicativeParameters parameters = request.parameters();
    return new ScoresPlan<>(
            Mechanism.MULTIPLICATIVE,
            context,
            request.score().toScore(),
            parameters == null ? null : parameters.toScoreParameters(),
            request.inputs(),
            request.shaping(),
            request.sink(),
            request.options())
        .plan();
  }

  private Plan<?> plan() {
    return new Plan<>(this::sizes, this::trace);
  }

  private Work work() {
    long n = inputs.keys().rows().value();
    long width = inputs.values().columns().value();
    long stages = Work.cell(context, options.normalization(), n, width);
    long cell = score.cellWork() + shaping.cellWork() + stages;
    return new Work(n * score.keyWork(), score.queryWork() + n * cell);
  }

  private AttentionSizes sizes() {
    int n = inputs.keys().rows().value();
    Widths widths =
        Widths.given(
            inputs.queries().columns().value(),
            inputs.keys().columns().value(),
            inputs.values().columns().value());
    return new AttentionSizes(
        context.dtype(),
        inputs.answered().value(),
        n,
        HeadLayout.SINGLE,
        widths.scored(score.queryColumns()),
        0,
        shaping.stageCount(inputs.picksQueries()),
        score.working(n).plus(shaping.working(options.normalization())),
        selection.members());
  }

  private Trace trace(AttentionSizes sizes) {
    Function<M, Stage<M>> scoring = score.build();
    Parameters drawn = context.returned(score.drawn());
    return new Attention<>(
        mechanism,
        context.kernel(),
        inputs.build(),
        Heads.single(
            scoring,
            (head, stage) -> shaping.pipeline(stage, options.normalization(), sinks.of(head))),
        drawn == null ? selection : selection.with(Member.PARAMETERS, drawn),
        sizes);
  }
}
