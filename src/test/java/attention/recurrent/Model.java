package attention.recurrent;

import attention.kernel.Kernel;
import attention.kernel.Kernels;
import attention.matrix.FloatMatrix;
import attention.mechanism.Pipeline;
import attention.recurrent.Alignment.Scoring;
import attention.stage.DotProduct;
import attention.stage.Normalization;
import attention.stage.Projection;
import attention.trace.Labels;
import attention.trace.Member;
import attention.trace.Parameters;
import attention.trace.Selection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A small encoder and decoder of two states each, without symmetry: three inputs two wide, steps
 * one wide.
 */
record Model(
    Encoder<FloatMatrix> encoder,
    FloatMatrix inputs,
    Decoder<FloatMatrix> decoder,
    Alignment<FloatMatrix> alignment,
    Set<Member> members) {

  static final Kernel<FloatMatrix> KERNEL = Kernels.scalar().float32();
  static final Set<Member> EVERYTHING = EnumSet.allOf(Member.class);
  static final FloatMatrix INPUTS = FloatMatrix.of(3, 2, 1, 0, 0.5f, -1, 0.25f, 2);
  static final FloatMatrix STEPS = FloatMatrix.of(2, 1, 1, -0.5f);

  /** Reads two numbers. */
  static final Cell<FloatMatrix> READER = tanh(2, 0.9f, -0.5f, 0.4f, 0.7f);

  static final Cell<FloatMatrix> BACKWARD_READER = tanh(2, -0.3f, 0.8f, 0.6f, 0.1f);

  /** Reads y and the context. */
  static final Cell<FloatMatrix> WRITER = tanh(3, 0.3f, -0.2f, 0.5f, 0.4f, 0.8f, 0.1f);

  /** Reads y alone. */
  static final Cell<FloatMatrix> NARROW_WRITER = tanh(1, 0.3f, -0.2f);

  static final Scoring<FloatMatrix> DOT =
      new Scoring<>(annotations ->
          new Pipeline<>(
              KERNEL, List.of(new DotProduct<>(KERNEL, annotations)), Normalization.SOFTMAX));

  static Cell<FloatMatrix> tanh(int inputs, float... input) {
    FloatMatrix hidden = FloatMatrix.of(2, 2, 0.3f, 0.2f, -0.4f, 0.6f);
    return new TanhCell<>(KERNEL, FloatMatrix.of(inputs, 2, input), hidden, null);
  }

  /** An LSTM of two states with drawn weights. */
  static Cell<FloatMatrix> lstm(int inputs) {
    return CellParameters.drawn(KERNEL, CellType.LSTM, 5, inputs, 2).cell(KERNEL);
  }

  static Projection<FloatMatrix> map(FloatMatrix weights) {
    return new Projection<>(KERNEL, weights, null);
  }

  /** Bahdanau's order with the dot product, everything asked for. */
  static Model bahdanau() {
    return new Model(
        new Encoder<>(KERNEL, READER, null),
        INPUTS,
        new Decoder<>(WRITER, STEPS, null),
        new Alignment<>(Normalization.SOFTMAX, DOT),
        EVERYTHING);
  }

  /** Luong's order with the dot product. */
  static Model luong(@Nullable Combine<FloatMatrix> combine) {
    boolean fed = combine != null && combine.inputFeeding();
    return bahdanau()
        .with(new Decoder<>(fed ? WRITER : NARROW_WRITER, STEPS, null))
        .with(new Alignment<>(Normalization.SOFTMAX, DOT, QueryState.CURRENT, combine));
  }

  Model with(Encoder<FloatMatrix> other) {
    return new Model(other, inputs, decoder, alignment, members);
  }

  Model with(Decoder<FloatMatrix> other) {
    return new Model(encoder, inputs, other, alignment, members);
  }

  Model with(Alignment<FloatMatrix> other) {
    return new Model(encoder, inputs, decoder, other, members);
  }

  Model reading(FloatMatrix others) {
    return new Model(encoder, others, decoder, alignment, members);
  }

  /** Without attention. */
  Model fixed() {
    return with(
        new Alignment<>(Normalization.SOFTMAX, null, alignment.query(), alignment.combine()));
  }

  Model startingFrom(Start<FloatMatrix> start, @Nullable FloatMatrix memory) {
    return with(new Decoder<>(decoder.cell(), decoder.feed(), start, memory, decoder.readout()));
  }

  Model readBy(@Nullable Readout<FloatMatrix> readout) {
    return with(
        new Decoder<>(decoder.cell(), decoder.feed(), decoder.start(), decoder.memory(), readout));
  }

  /** Fed by its own predictions, which {@code readout} makes. */
  Model generating(Generation<FloatMatrix> generation, Readout<FloatMatrix> readout) {
    return with(
        new Decoder<>(decoder.cell(), generation, decoder.start(), decoder.memory(), readout));
  }

  Model asking(Set<Member> others) {
    return new Model(encoder, inputs, decoder, alignment, others);
  }

  EncoderDecoder<FloatMatrix> plan() {
    boolean given = decoder.feed() instanceof Feed.Given;
    Labels labels =
        new Labels(List.of("one", "two", "three"), given ? List.of("eins", "zwei") : null);
    return new EncoderDecoder<>(
        encoder,
        inputs,
        decoder,
        alignment,
        new Selection(null, labels, members, Map.of()),
        Map.of("attention", new Parameters.Word("drawn")));
  }

  Steps steps() {
    return Steps.of(plan());
  }
}
