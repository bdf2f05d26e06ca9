package attention.recurrent;

import attention.matrix.Matrix;
import attention.stage.Projection;
import attention.trace.Formula;
import attention.trace.Mechanism;
import attention.trace.Member;
import attention.trace.Parameters;
import attention.trace.Preamble;
import attention.trace.Selection;
import attention.trace.Shape;
import attention.trace.Trace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The plan of an answer by an encoder, a decoder, and attention between them (Bahdanau et al. 2015,
 * arXiv:1409.0473, section 3.1; Luong et al. 2015, arXiv:1508.04025, section 3), or with the last
 * annotation as the only context (Cho et al. 2014, arXiv:1406.1078, section 2.2).
 *
 * @param inputs n × d_x
 * @param drawn cells and parameters that were drawn, by name
 */
public record EncoderDecoder<M extends Matrix<M>>(
    Encoder<M> encoder,
    M inputs,
    Decoder<M> decoder,
    Alignment<M> alignment,
    Selection selection,
    Map<String, Parameters> drawn) {

  /** An answer that carries the plan out once. */
  public Trace trace() {
    return new Decoding<>(this);
  }

  Preamble preamble(Contexts<M> contexts, int rows) {
    int width = encoder.width();
    Map<String, Parameters> parameters = new LinkedHashMap<>();
    if (selection.includes(Member.PARAMETERS)) {
      parameters.putAll(drawn);
    }
    if (selection.includes(Member.ANNOTATIONS)) {
      M annotations = contexts.encoding().annotations();
      parameters.put(Member.ANNOTATIONS.toString(), new Parameters.Table(annotations));
    }
    Shape.Widths widths = new Shape.Widths(decoder.cell().hidden(), width, width);
    return new Preamble(
        Mechanism.ENCODER_DECODER,
        encoder.kernel().dtype(),
        alignment.normalization().toString(),
        new Shape(rows, inputs.rows(), widths, null),
        formulas(contexts),
        selection.labels().keys(),
        parameters);
  }

  private List<Formula> formulas(Contexts<M> contexts) {
    List<Formula> attended = contexts.formulas(selection.members());
    return new Formulas(encoder, decoder, alignment, attended).inOrder();
  }

  /** The sizes of the answer. */
  RecurrentSizes sizes() {
    Combine<M> combine = alignment.combine();
    Readout<M> readout = decoder.readout();
    return new RecurrentSizes(
        encoder.kernel().dtype(),
        inputs.rows(),
        decoder.feed().steps(),
        encoder.width(),
        decoder.cell().hidden(),
        weights(),
        alignment.scoring() == null ? 0 : alignment.scoring().keyNumbers(),
        combine == null ? 0 : combine.width(),
        readout == null ? 0 : readout.width());
  }

  private long weights() {
    long numbers = encoder.multiplyAdds() + decoder.cell().multiplyAdds();
    if (decoder.start() instanceof Bridge<M> bridge) {
      numbers += numbers(bridge.map());
    }
    if (alignment.combine() != null) {
      numbers += numbers(alignment.combine().map());
    }
    if (decoder.readout() != null) {
      numbers += numbers(decoder.readout().map());
    }
    return numbers;
  }

  private static long numbers(Projection<?> map) {
    return (long) map.weights().rows() * map.weights().columns();
  }
}
