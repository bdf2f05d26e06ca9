package attention.service;

import attention.matrix.Matrix;
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
import attention.request.CellRequest;
import attention.request.EncoderDecoderRequest;
import attention.request.EncoderDecoderRequest.AlignmentRequest;
import attention.request.InputMatrix;
import attention.request.InputVector;
import attention.request.ScoreShaping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Plans a recurrent encoder and decoder with attention between them, or without. */
final class EncoderDecoderPlan<M extends Matrix<M>> {

  private static final Pointer ENCODER = Pointer.ROOT.child("encoder");
  private static final Pointer DECODER = Pointer.ROOT.child("decoder");
  private static final Pointer ATTENTION = Pointer.ROOT.child("attention");

  private final Draft<M> draft;
  private final EncoderDecoderRequest request;
  private final CellDraft<M> forward;
  private final @Nullable CellDraft<M> backward;
  private final CellDraft<M> decoder;

  private EncoderDecoderPlan(EncoderDecoderRequest request, Draft<M> draft) {
    this.draft = draft;
    this.request = request;
    CellRequest back = request.encoder().backward();
    this.forward = new CellDraft<>(draft, request.encoder().forward(), ENCODER.child("forward"));
    this.backward = back == null ? null : new CellDraft<>(draft, back, ENCODER.child("backward"));
    this.decoder = new CellDraft<>(draft, request.decoder().cell(), DECODER.child("cell"));
  }

  static <M extends Matrix<M>> Trace plan(EncoderDecoderRequest request, Draft<M> draft) {
    return new EncoderDecoderPlan<>(request, draft).trace();
  }

  /** The width of an annotation; 0 if the request leaves it unknown. */
  private int annotationWidth() {
    if (backward == null) {
      return forward.hidden();
    }
    return forward.hidden() * backward.hidden() == 0 ? 0 : forward.hidden() + backward.hidden();
  }

  private Trace trace() {
    InputMatrix inputs = request.inputs();
    InputMatrix steps = request.decoder().inputs();
    M x = draft.matrix(inputs);
    M y = draft.matrix(steps);
    draft.tokens(request.tokens(), Pointer.ROOT.child("tokens"), inputs);
    draft.tokens(request.decoder().tokens(), DECODER.child("tokens"), steps);
    checkWidths(inputs, steps);
    draft.cells(steps.rows(), inputs.rows(), 1, DECODER.child("inputs"));
    draft.derive(inputs.rows(), annotationWidth(), ENCODER);
    M initial = initialState();
    ScoreDraft<M> scores = scores(inputs.rows());
    ShapingDraft.Stages<M> shaped =
        new ShapingDraft<>(draft, steps.rows(), inputs.rows()).stages(request.shaping(), null);
    draft.settle();
    Encoder<M> encoder =
        new Encoder<>(
            draft.kernel(),
            forward.build(inputs.columns()),
            backward == null ? null : backward.build(inputs.columns()));
    Cell<M> cell = decoder.build(steps.columns() + annotationWidth());
    Scoring<M> attention = attention(scores, shaped);
    draft.settle();
    return new EncoderDecoder<>(
            encoder,
            x,
            new Decoder<>(cell, y, initial),
            new Alignment<>(request.options().normalization(), attention),
            new Selection(
                null,
                new Labels(request.tokens(), request.decoder().tokens()),
                Draft.wanted(request.options()),
                Map.of()),
            drawn(encoder, cell, scores))
        .trace();
  }

  private void checkWidths(InputMatrix inputs, InputMatrix steps) {
    int read = inputs.sound() ? inputs.columns() : 0;
    forward.reads(read);
    if (backward != null) {
      backward.reads(read);
    }
    boolean known = steps.sound() && annotationWidth() > 0;
    decoder.reads(known ? steps.columns() + annotationWidth() : 0);
  }

  private @Nullable M initialState() {
    InputVector initial = request.decoder().initialState();
    Pointer at = DECODER.child("initialState");
    int size = decoder.hidden();
    if (initial != null) {
      draft.fit(
          size == 0 || !initial.row().sound() || initial.length() == size,
          at,
          "Expected %d numbers, the hidden size of the decoder, found %d.",
          size,
          initial.length());
    } else if (size > 0 && forward.hidden() > 0) {
      draft.fit(
          size == forward.hidden(),
          at,
          "Expected an initial state of %d numbers, because the encoder's last forward state has %d, found none. Add it.",
          size,
          forward.hidden());
    }
    return draft.vector(initial);
  }

  private ScoreDraft<M> scores(int n) {
    AlignmentRequest alignment = request.attention();
    Score score = alignment.score();
    int width = annotationWidth();
    int query = decoder.hidden();
    if (score.direct() != null && query > 0 && width > 0) {
      draft.fit(
          query == width,
          ATTENTION.child("score"),
          "Expected states as wide as the annotations, %d, for the score %s, found %d. A score with parameters has no such condition.",
          width,
          score,
          query);
    }
    if (score == Score.NONE) {
      ScoreShaping shaping = request.shaping();
      draft.exclude(shaping.scale(), Pointer.ROOT.child("scale"), "the score none");
      draft.exclude(shaping.softcap(), Pointer.ROOT.child("softcap"), "the score none");
      draft.exclude(shaping.bias(), Pointer.ROOT.child("bias"), "the score none");
      draft.exclude(shaping.mask(), Pointer.ROOT.child("mask"), "the score none");
    }
    ScoreDraft<M> scores =
        new ScoreDraft<>(
            draft, score, alignment.parameters(), ATTENTION.child("parameters"), query, width);
    scores.derive(n);
    return scores;
  }

  private @Nullable Scoring<M> attention(ScoreDraft<M> scores, ShapingDraft.Stages<M> shaped) {
    if (request.attention().score() == Score.NONE) {
      return null;
    }
    Function<M, Stage<M>> scoring = scores.build();
    Function<M, Pipeline<M>> pipeline =
        annotations -> {
          List<Stage<M>> stages = new ArrayList<>();
          stages.add(scoring.apply(annotations));
          stages.addAll(shaped.of(null));
          return new Pipeline<>(draft.kernel(), stages, request.options().normalization());
        };
    return new Scoring<>(pipeline, scores.hidden() > 0 ? scores.hidden() : annotationWidth());
  }

  /** What was drawn, where the request would have it. */
  private Map<String, Parameters> drawn(Encoder<M> encoder, Cell<M> cell, ScoreDraft<M> scores) {
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
    Parameters parameters = scores.drawn();
    if (parameters != null) {
      Map<String, Parameters> alignment = new LinkedHashMap<>();
      alignment.put("score", new Parameters.Word(request.attention().score().toString()));
      alignment.put("parameters", parameters);
      drawn.put("attention", new Parameters.Group(alignment));
    }
    return drawn;
  }
}
