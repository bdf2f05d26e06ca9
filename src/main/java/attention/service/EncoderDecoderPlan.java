package attention.service;

import attention.matrix.Matrix;
import attention.mechanism.Footprint;
import attention.mechanism.Labels;
import attention.mechanism.Parameters;
import attention.mechanism.Pipeline;
import attention.mechanism.Score;
import attention.mechanism.Selection;
import attention.mechanism.Stage;
import attention.mechanism.Trace;
import attention.problem.Pointer;
import attention.recurrent.Alignment;
import attention.recurrent.Alignment.Scoring;
import attention.recurrent.Cell;
import attention.recurrent.Decoder;
import attention.recurrent.Encoder;
import attention.recurrent.EncoderDecoder;
import attention.recurrent.RecurrentSizes;
import attention.request.CellRequest;
import attention.request.EncoderDecoderRequest;
import attention.request.EncoderDecoderRequest.AlignmentRequest;
import attention.request.ScoreShaping;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Plans a recurrent encoder and decoder, with attention between them or without. */
final class EncoderDecoderPlan<M extends Matrix<M>> {

  private static final Pointer ENCODER = Pointer.ROOT.child("encoder");
  private static final Pointer DECODER = Pointer.ROOT.child("decoder");
  private static final Pointer ATTENTION = Pointer.ROOT.child("attention");

  private final PlanContext<M> context;
  private final EncoderDecoderRequest request;
  private final CellBuilder<M> forward;
  private final @Nullable CellBuilder<M> backward;
  private final CellBuilder<M> decoder;
  private final CheckedMatrix<M> inputs;
  private final CheckedMatrix<M> steps;
  private final @Nullable CheckedMatrix<M> initial;
  private final @Nullable ScoreBuilder<M> score;
  private final ShapingBuilder<M> shaping;

  private EncoderDecoderPlan(EncoderDecoderRequest request, PlanContext<M> context) {
    this.context = context;
    this.request = request;
    CellRequest back = request.encoder().backward();
    this.forward =
        new CellBuilder<>(context, request.encoder().forward(), ENCODER.child("forward"));
    this.backward =
        back == null ? null : new CellBuilder<>(context, back, ENCODER.child("backward"));
    this.decoder = new CellBuilder<>(context, request.decoder().cell(), DECODER.child("cell"));
    this.inputs = context.matrix(request.inputs());
    this.steps = context.matrix(request.decoder().inputs());
    context.tokens(request.tokens(), Pointer.ROOT.child("tokens"), inputs);
    context.tokens(request.decoder().tokens(), DECODER.child("tokens"), steps);
    checkWidths();
    context.cells(steps.rows(), inputs.rows(), 1, DECODER.child("inputs"));
    context.derive(inputs.rows(), annotationWidth(), ENCODER);
    this.initial = initialState();
    this.score = score();
    this.shaping =
        new ShapingBuilder<>(context, steps.rows(), inputs.rows(), request.shaping(), null);
    context.work(steps.rows(), this::work, DECODER.child("inputs"));
  }

  static <M extends Matrix<M>> Plan of(EncoderDecoderRequest request, PlanContext<M> context) {
    EncoderDecoderPlan<M> plan = new EncoderDecoderPlan<>(request, context);
    return new Plan(plan::footprint, plan::trace);
  }

  private Size annotationWidth() {
    return backward == null ? forward.hidden() : forward.hidden().plus(backward.hidden());
  }

  private void checkWidths() {
    forward.reads(inputs.columns());
    if (backward != null) {
      backward.reads(inputs.columns());
    }
    decoder.reads(steps.columns().plus(annotationWidth()));
  }

  private @Nullable CheckedMatrix<M> initialState() {
    CheckedMatrix<M> state = context.vector(request.decoder().initialState());
    Size size = decoder.hidden();
    if (state != null) {
      context.length(state, size, "the hidden size of the decoder");
    } else {
      context.fit(
          size.fits(forward.hidden()),
          DECODER.child("initialState"),
          "Expected an initial state of %s numbers, because the encoder's last forward state has %s, found none. Add it.",
          size,
          forward.hidden());
    }
    return state;
  }

  private @Nullable ScoreBuilder<M> score() {
    AlignmentRequest alignment = request.attention();
    Score function = alignment.score();
    Size width = annotationWidth();
    Size query = decoder.hidden();
    context.fit(
        function.direct() == null || query.fits(width),
        ATTENTION.child("score"),
        "Expected states as wide as the annotations, %s, for the score %s, found %s. A score with parameters has no such condition.",
        width,
        function,
        query);
    if (function == Score.NONE) {
      ScoreShaping stages = request.shaping();
      context.exclude(stages.scale(), Pointer.ROOT.child("scale"), "the score none");
      context.exclude(stages.softcap(), Pointer.ROOT.child("softcap"), "the score none");
      context.exclude(stages.bias(), Pointer.ROOT.child("bias"), "the score none");
      context.exclude(stages.mask(), Pointer.ROOT.child("mask"), "the score none");
    }
    Pointer at = ATTENTION.child("parameters");
    ScoreBuilder<M> builder =
        ScoreBuilder.of(context, function, alignment.parameters(), at, query, width);
    if (builder != null) {
      context.derive(inputs.rows(), builder.hidden(), at);
    }
    return builder;
  }

  private Work work() {
    long n = inputs.rows().value();
    long shared = n * (forward.work() + (backward == null ? 0 : backward.work()));
    long step = decoder.work();
    if (score != null) {
      shared += n * score.keyWork();
      long cell = score.cellWork() + Work.cell(context.dtype(), annotationWidth().value());
      step += score.queryWork() + n * cell;
    }
    return new Work(shared, step);
  }

  private Footprint footprint() {
    long weights = forward.weights() + decoder.weights();
    return new RecurrentSizes(
        context.dtype(),
        inputs.rows().value(),
        steps.rows().value(),
        annotationWidth().value(),
        decoder.hidden().value(),
        backward == null ? weights : weights + backward.weights(),
        score == null ? 0 : keyNumbers(score),
        0,
        0);
  }

  /** How many numbers a score keeps of each annotation. */
  private int keyNumbers(ScoreBuilder<M> builder) {
    int layer = builder.hidden().value();
    return layer > 0 ? layer : annotationWidth().value();
  }

  private Trace trace() {
    Encoder<M> encoder =
        new Encoder<>(
            context.kernel(), forward.build(), backward == null ? null : backward.build());
    Cell<M> cell = decoder.build();
    Scoring<M> scoring = score == null ? null : scoring(score);
    return new EncoderDecoder<>(
            encoder,
            inputs.get(),
            new Decoder<>(cell, steps.get(), initial == null ? null : initial.get()),
            new Alignment<>(request.options().normalization(), scoring),
            new Selection(
                null,
                new Labels(request.tokens(), request.decoder().tokens()),
                PlanContext.wanted(request.options()),
                Map.of()),
            drawn(encoder, cell))
        .trace();
  }

  private Scoring<M> scoring(ScoreBuilder<M> builder) {
    Function<M, Stage<M>> function = builder.build();
    Function<M, Pipeline<M>> pipeline =
        annotations ->
            shaping.pipeline(function.apply(annotations), null, request.options().normalization());
    return new Scoring<>(pipeline, keyNumbers(builder));
  }

  /** What was drawn, in the place that the request gives it. */
  private Map<String, Parameters> drawn(Encoder<M> encoder, Cell<M> cell) {
    Map<String, Parameters> drawn = new LinkedHashMap<>();
    Map<String, Parameters> cells = new LinkedHashMap<>();
    if (forward.isDrawn()) {
      cells.put("forward", encoder.forward().parameters());
    }
    if (backward != null && backward.isDrawn() && encoder.backward() != null) {
      cells.put("backward", encoder.backward().parameters());
    }
    if (!cells.isEmpty()) {
      drawn.put("encoder", new Parameters.Group(cells));
    }
    if (decoder.isDrawn()) {
      drawn.put("decoder", new Parameters.Group(Map.of("cell", cell.parameters())));
    }
    Parameters parameters = score == null ? null : score.drawn();
    if (parameters != null) {
      Map<String, Parameters> alignment = new LinkedHashMap<>();
      alignment.put("score", new Parameters.Word(request.attention().score().toString()));
      alignment.put("parameters", parameters);
      drawn.put("attention", new Parameters.Group(alignment));
    }
    return drawn;
  }
}
