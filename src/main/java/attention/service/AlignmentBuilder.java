package attention.service;

import attention.matrix.Matrix;
import attention.mechanism.Pipeline;
import attention.mechanism.WorkingMemory;
import attention.problem.Pointer;
import attention.recurrent.Alignment;
import attention.recurrent.Alignment.Scoring;
import attention.recurrent.Combine;
import attention.recurrent.QueryState;
import attention.request.AnswerOptions;
import attention.request.EncoderDecoderRequest.AlignmentRequest;
import attention.request.EncoderDecoderRequest.CombineRequest;
import attention.request.ScoreShaping;
import attention.stage.Normalization;
import attention.stage.Score;
import attention.stage.Stage;
import attention.trace.Member;
import attention.trace.Parameters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a decoder attends to the annotations of an encoder. */
final class AlignmentBuilder<M extends Matrix<M>> {

  private static final Pointer AT = Pointer.ROOT.child("attention");
  private static final Pointer PARAMETERS = AT.child("parameters");

  private final PlanContext<M> context;
  private final AlignmentRequest request;
  private final Size state;
  private final Size annotation;
  private final @Nullable ScoreBuilder<M> score;
  private final Part.@Nullable Given<M> combine;

  /**
   * Checks the members.
   *
   * @param n the number of annotations
   * @param annotation their width
   * @param state the hidden size of the decoder
   */
  AlignmentBuilder(
      PlanContext<M> context, AlignmentRequest request, Size n, Size annotation, Size state) {
    this.context = context;
    this.request = request;
    this.state = state;
    this.annotation = annotation;
    Score function = request.score();
    context.fit(
        function.direct() == null || state.fits(annotation),
        AT.child("score"),
        "Expected states as wide as the annotations, %s, for the score %s, found %s. A score with parameters has no such condition.",
        annotation,
        function,
        state);
    this.score =
        ScoreBuilder.of(context, function, request.parameters(), PARAMETERS, state, annotation);
    if (score != null) {
      context.limits().derive(n, score.hidden(), PARAMETERS);
    }
    this.combine = combine();
  }

  private Part.@Nullable Given<M> combine() {
    CombineRequest given = request.combine();
    if (given == null) {
      if (request.inputFeeding()) {
        context.require(null, AT.child("combine"), "\"inputFeeding\"");
      }
      return null;
    }
    if (request.query() == QueryState.PREVIOUS) {
      context.exclude(given, AT.child("combine"), "the query previous");
    }
    Size in = annotation.plus(state);
    String meaning = "context and state side by side";
    return Part.given(
        context, given.weights(), given.bias(), given.layout(), in, Size.UNKNOWN, meaning);
  }

  /** Refuses what would shape scores where there are none. */
  void checkShaping(ScoreShaping shaping, @Nullable Double sink, AnswerOptions options) {
    if (request.score() == Score.NONE) {
      context.exclude(shaping.scale(), Pointer.ROOT.child("scale"), "the score none");
      context.exclude(shaping.softcap(), Pointer.ROOT.child("softcap"), "the score none");
      context.exclude(shaping.bias(), Pointer.ROOT.child("bias"), "the score none");
      context.exclude(shaping.mask(), Pointer.ROOT.child("mask"), "the score none");
      context.exclude(sink, Pointer.ROOT.child("sink"), "the score none");
      context.exclude(
          options.givesNormalization() ? options.normalization() : null,
          Pointer.ROOT.child("normalization"),
          "the score none");
    }
  }

  /**
   * The width of what the cell reads.
   *
   * @param input d_y
   */
  Size cellInput(Size input) {
    if (request.query() == QueryState.PREVIOUS) {
      return input.plus(annotation);
    }
    return request.inputFeeding() && combine != null ? input.plus(combine.out()) : input;
  }

  /** The width of what a readout reads: the attentional vector, else state and context. */
  Size readoutInput() {
    return combine == null ? state.plus(annotation) : combine.out();
  }

  /** The width of the attentional vector; 0 without one. */
  int combined() {
    return combine == null ? 0 : combine.out().value();
  }

  /** The numbers in the matrix of the attentional vector. */
  long combineWeights() {
    return combine == null ? 0 : combine.products(combine.in());
  }

  /**
   * What score and attentional vector take: packed parameters, and what they compute in.
   *
   * @param n the number of annotations
   */
  WorkingMemory working(int n) {
    long copies = combine == null ? 0 : combine.copies(combine.in());
    WorkingMemory combining = new WorkingMemory(copies * context.dtype().bytesInMemory(), 0);
    return score == null ? combining : combining.plus(score.working(n));
  }

  /**
   * The numbers of a row that an answer lists of n annotations.
   *
   * @param wanted the members asked for
   */
  long listed(long n, Set<Member> wanted) {
    if (score == null) {
      return 0;
    }
    long terms = wanted.contains(Member.CONTRIBUTIONS) ? annotation.value() : 0;
    return n * (Member.overKeys(wanted) + terms) + Member.scalars(wanted);
  }

  /** How many numbers the score keeps of each annotation; 0 without a score. */
  int keyNumbers() {
    if (score == null) {
      return 0;
    }
    int layer = score.hidden().value();
    return layer > 0 ? layer : annotation.value();
  }

  /** The multiply-adds of attending over n annotations in one step, and once for all steps. */
  Work work(long n, ShapingBuilder<M> shaping, Normalization normalization) {
    long step = combineWeights() + combined() * Work.tanh(context.dtype());
    if (score == null) {
      return new Work(0, step);
    }
    long stages = Work.cell(context, normalization, n, annotation.value());
    long cell = score.cellWork() + shaping.cellWork() + stages;
    return new Work(n * score.keyWork(), step + score.queryWork() + n * cell);
  }

  /** The alignment; draws the parameters of the score if they are drawn. */
  Alignment<M> build(ShapingBuilder<M> shaping, Sinks sinks, AnswerOptions options) {
    return new Alignment<>(
        options.normalization(),
        score == null ? null : scoring(score, shaping, sinks, options),
        request.query(),
        combine == null
            ? null
            : new Combine<>(combine.build(context.kernel(), null), request.inputFeeding()));
  }

  private Scoring<M> scoring(
      ScoreBuilder<M> builder, ShapingBuilder<M> shaping, Sinks sinks, AnswerOptions options) {
    Function<M, Stage<M>> function = builder.build();
    Function<M, Pipeline<M>> pipeline =
        annotations ->
            shaping.pipeline(function.apply(annotations), options.normalization(), sinks.of(0));
    return new Scoring<>(pipeline);
  }

  /** What {@link #build} drew, in the form of a request; nothing if nothing. */
  @Nullable Parameters drawn() {
    Parameters parameters = score == null ? null : score.drawn();
    if (parameters == null) {
      return null;
    }
    Map<String, Parameters> drawn = new LinkedHashMap<>();
    drawn.put("score", new Parameters.Word(request.score().toString()));
    drawn.put("parameters", parameters);
    return new Parameters.Group(drawn);
  }
}
