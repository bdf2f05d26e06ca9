package attention.recurrent;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import attention.mechanism.Formula;
import attention.mechanism.Head;
import attention.mechanism.Mechanism;
import attention.mechanism.Member;
import attention.mechanism.Normalization;
import attention.mechanism.Parameters;
import attention.mechanism.Pipeline;
import attention.mechanism.Preamble;
import attention.mechanism.Rows;
import attention.mechanism.Selection;
import attention.mechanism.Shape;
import attention.mechanism.Stages;
import attention.mechanism.Trace;
import attention.mechanism.Warnings;
import attention.mechanism.Workspace;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An encoder, a decoder, and attention between them (Bahdanau et al. 2015, arXiv:1409.0473, section
 * 3.1): at step t the query is the previous state, c_t = attention(s_{t−1}, annotations), s_t =
 * cell([y_t ; c_t], s_{t−1}). Without attention every c_t is the last annotation (Cho et al. 2014,
 * arXiv:1406.1078, section 2.2). Each step needs the one before, so the rows must be asked for in
 * order, each once.
 */
public final class EncoderDecoder<M extends Matrix<M>> implements Trace {

  private static final int STAGES = 9;

  private final Encoder<M> encoder;
  private final Kernel<M> kernel;
  private final M inputs;
  private final Decoder<M> decoder;
  private final Alignment<M> alignment;
  private final Selection selection;
  private final Map<String, Parameters> drawn;
  private @Nullable M annotations;
  private @Nullable Head<M> head;
  private @Nullable M state;
  private int step;

  /**
   * The decoder.
   *
   * @param inputs m × d_y, one per step
   * @param initial 1 × h; absent = the encoder's last forward state
   */
  public record Decoder<M extends Matrix<M>>(Cell<M> cell, M inputs, @Nullable M initial) {}

  /**
   * How the decoder attends.
   *
   * @param attention what weighs annotations, made from them; absent = the last annotation is every
   *     context
   */
  public record Alignment<M extends Matrix<M>>(
      Normalization normalization, @Nullable Function<M, Pipeline<M>> attention) {}

  /**
   * The plan.
   *
   * @param inputs n × d_x
   * @param drawn cells and parameters that were drawn, by name
   */
  public EncoderDecoder(
      Encoder<M> encoder,
      M inputs,
      Decoder<M> decoder,
      Alignment<M> alignment,
      Selection selection,
      Map<String, Parameters> drawn) {
    this.encoder = encoder;
    this.kernel = encoder.kernel();
    this.inputs = inputs;
    this.decoder = decoder;
    this.alignment = alignment;
    this.selection = selection;
    this.drawn = drawn;
  }

  private M annotations() {
    if (annotations == null) {
      annotations = encoder.annotations(inputs);
      if (alignment.attention() != null) {
        Pipeline<M> pipeline = alignment.attention().apply(annotations);
        head = new Head<>(annotations.rows(), pipeline, annotations);
      }
    }
    return annotations;
  }

  @Override
  public Preamble preamble() {
    M read = annotations();
    int width = encoder.width();
    Map<String, Parameters> parameters = new LinkedHashMap<>();
    if (selection.includes(Member.PARAMETERS)) {
      parameters.putAll(drawn);
    }
    if (selection.includes(Member.ANNOTATIONS)) {
      parameters.put(Member.ANNOTATIONS.toString(), new Parameters.Table(read));
    }
    return new Preamble(
        Mechanism.ENCODER_DECODER,
        kernel.dtype(),
        alignment.normalization(),
        new Shape(
            rowCount(),
            inputs.rows(),
            new Shape.Widths(decoder.cell().hidden(), width, width),
            null),
        formulas(),
        selection.labels().keys(),
        parameters);
  }

  private List<Formula> formulas() {
    List<Formula> formulas = new ArrayList<>();
    formulas.add(new Formula(Member.ANNOTATIONS, encoder.formula()));
    formulas.add(new Formula(Member.QUERY, "q_t = s_{t-1}"));
    if (head != null) {
      formulas.addAll(head.formulas(selection.members()));
    } else {
      formulas.add(new Formula(Member.CONTEXT, "z_t = h_n"));
    }
    String step = decoder.cell().formula("[y_t ; z_t]", "s_{t-1}");
    formulas.add(new Formula(Member.STATE, "s_t = " + step));
    return formulas;
  }

  @Override
  public int rowCount() {
    return decoder.inputs().rows();
  }

  @Override
  public int blockRows() {
    return 1;
  }

  @Override
  public long sharedBytes() {
    return 0;
  }

  @Override
  public long blockBytes() {
    return (long) inputs.rows() * STAGES * Double.BYTES;
  }

  @Override
  public boolean inSequence() {
    return true;
  }

  @Override
  public Rows rows(int from, int to) {
    if (from != step || to != from + 1) {
      throw new IllegalStateException(
          "The steps come one by one and in order: next is %d, not %d to %d"
              .formatted(step, from, to));
    }
    M query = state == null ? initialState() : state;
    Warnings warnings = new Warnings(kernel.dtype(), 1);
    warnings.checkShared(kernel, Member.ANNOTATIONS, annotations());
    warnings.check(kernel, Member.QUERY, query);
    M context = kernel.zeros(1, encoder.width());
    Map<Member, Matrix<?>> kept = new EnumMap<>(Member.class);
    Stages weighed = attend(query, context, kept, warnings);
    state = decoder.cell().step(joined(from, context), query);
    warnings.check(kernel, Member.STATE, state);
    if (selection.includes(Member.STATE)) {
      kept.put(Member.STATE, state);
    }
    step = to;
    int[] steps = {from};
    Stages stages = new Stages(kept, weighed.contributions(), warnings.rows());
    return new Rows("step", steps, selection.labels().of(steps), List.of(), stages);
  }

  private M initialState() {
    M first = decoder.initial();
    if (first != null) {
      return first;
    }
    M read = annotations();
    return read.rows(read.rows() - 1, read.rows()).columns(0, encoder.forward().hidden());
  }

  /** Writes the context of a step and keeps the stages that led to it. */
  private Stages attend(M query, M context, Map<Member, Matrix<?>> kept, Warnings warnings) {
    if (head != null) {
      int[] steps = {step};
      Stages stages =
          head.rows(query, steps, selection.members(), context, warnings, new Workspace<>(kernel));
      kept.putAll(stages.values());
      return stages;
    }
    M read = annotations();
    kernel.scale(read.rows(read.rows() - 1, read.rows()), 1, context);
    if (selection.includes(Member.QUERY)) {
      kept.put(Member.QUERY, query);
    }
    if (selection.includes(Member.CONTEXT)) {
      kept.put(Member.CONTEXT, context);
    }
    return new Stages(kept, null, warnings.rows());
  }

  /** [y_t ; c_t]. */
  private M joined(int t, M context) {
    M y = decoder.inputs().rows(t, t + 1);
    M joined = kernel.zeros(1, y.columns() + context.columns());
    kernel.scale(y, 1, joined.columns(0, y.columns()));
    kernel.scale(context, 1, joined.columns(y.columns(), joined.columns()));
    return joined;
  }
}
