package attention.service;

import attention.matrix.Matrix;
import attention.mechanism.WorkingMemory;
import attention.problem.Pointer;
import attention.recurrent.Alignment;
import attention.recurrent.Cell;
import attention.recurrent.Encoder;
import attention.recurrent.EncoderDecoder;
import attention.recurrent.RecurrentSizes;
import attention.request.CellRequest;
import attention.request.EncoderDecoderRequest;
import attention.trace.Labels;
import attention.trace.Member;
import attention.trace.Parameters;
import attention.trace.Selection;
import attention.trace.Trace;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plans a recurrent encoder and decoder, with attention between them or without. */
final class EncoderDecoderPlan<M extends Matrix<M>> {

  private static final Pointer ENCODER = Pointer.ROOT.child("encoder");

  private final PlanContext<M> context;
  private final EncoderDecoderRequest request;
  private final CellBuilder<M> forward;
  private final @Nullable CellBuilder<M> backward;
  private final DecoderBuilder<M> decoder;
  private final CheckedMatrix<M> inputs;
  private final AlignmentBuilder<M> alignment;
  private final ShapingBuilder<M> shaping;
  private final Sinks sinks;

  private EncoderDecoderPlan(EncoderDecoderRequest request, PlanContext<M> context) {
    this.context = context;
    this.request = request;
    CellRequest back = request.encoder().backward();
    this.forward =
        new CellBuilder<>(context, request.encoder().forward(), ENCODER.child("forward"));
    this.backward =
        back == null ? null : new CellBuilder<>(context, back, ENCODER.child("backward"));
    this.inputs = context.matrix(request.inputs());
    context.tokens(request.tokens(), Pointer.ROOT.child("tokens"), inputs);
    this.decoder = new DecoderBuilder<>(context, request.decoder());
    Size n = inputs.rows();
    this.alignment =
        new AlignmentBuilder<>(
            context, request.attention(), n, annotationWidth(), decoder.hidden());
    checkWidths();
    context.limits().cells(decoder.steps(), n, 1, decoder.stepsAt());
    context.limits().derive(n, annotationWidth(), ENCODER);
    decoder.checkStart(forward.hidden(), backward == null ? null : backward.hidden());
    decoder.checkReadout(alignment.readoutInput());
    alignment.checkShaping(request.shaping(), request.sink(), request.options());
    this.sinks = Sinks.of(context, request.sink(), request.options());
    this.shaping = new ShapingBuilder<>(context, decoder.steps(), n, request.shaping(), null);
    context.limits().work(decoder.steps(), this::work, decoder.stepsAt());
  }

  static <M extends Matrix<M>> Plan<?> of(EncoderDecoderRequest request, PlanContext<M> context) {
    EncoderDecoderPlan<M> plan = new EncoderDecoderPlan<>(request, context);
    return new Plan<>(plan::sizes, plan::trace);
  }

  private Size annotationWidth() {
    return backward == null ? forward.hidden() : forward.hidden().plus(backward.hidden());
  }

  private void checkWidths() {
    forward.reads(inputs.columns());
    if (backward != null) {
      backward.reads(inputs.columns());
    }
    decoder.cell().reads(alignment.cellInput(decoder.input()));
  }

  private Work work() {
    long n = inputs.rows().value();
    Work attending = alignment.work(n, shaping, request.options().normalization());
    long encoding = n * (forward.work() + (backward == null ? 0 : backward.work()));
    // A decoder that feeds itself takes its steps once to find them, and again for the rows.
    long step = decoder.work() + attending.row();
    boolean generates = request.decoder().generate() != null;
    return new Work(encoding + attending.shared(), generates ? 2 * step : step);
  }

  private RecurrentSizes sizes() {
    int n = inputs.rows().value();
    long copies = forward.copies() + (backward == null ? 0 : backward.copies()) + decoder.copies();
    WorkingMemory working =
        new WorkingMemory(copies * context.dtype().bytesInMemory(), 0)
            .plus(alignment.working(n))
            .plus(shaping.working(request.options().normalization()));
    return new RecurrentSizes(
        context.dtype(),
        n,
        decoder.steps().value(),
        annotationWidth().value(),
        decoder.hidden().value(),
        alignment.keyNumbers(),
        alignment.combined(),
        decoder.readOut(),
        listed(),
        working);
  }

  /** The numbers of a row that the answer lists. */
  private long listed() {
    long numbers = alignment.listed(inputs.rows().value(), context.wanted());
    for (Member member : context.wanted()) {
      numbers +=
          switch (member) {
            case QUERY, STATE, MEMORY -> decoder.hidden().value();
            case CONTEXT -> annotationWidth().value();
            case ATTENTIONAL -> alignment.combined();
            case LOGITS -> decoder.readOut();
            default -> 0;
          };
    }
    return numbers;
  }

  private Trace trace(RecurrentSizes sizes) {
    Encoder<M> encoder =
        new Encoder<>(
            context.kernel(), forward.build(), backward == null ? null : backward.build());
    Cell<M> cell = decoder.cell().build();
    Alignment<M> attending = alignment.build(shaping, sinks, request.options());
    return new EncoderDecoder<>(
            encoder,
            inputs.get(),
            decoder.build(cell),
            attending,
            new Selection(
                null,
                new Labels(request.tokens(), request.decoder().tokens()),
                context.wanted(),
                Map.of()),
            drawn(encoder, cell))
        .trace(sizes);
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
    if (decoder.cell().isDrawn()) {
      drawn.put("decoder", new Parameters.Group(Map.of("cell", cell.parameters())));
    }
    Parameters parameters = alignment.drawn();
    if (parameters != null) {
      drawn.put("attention", parameters);
    }
    return context.returned(new Parameters.Group(drawn)) == null ? Map.of() : drawn;
  }
}
