package attention.recurrent;

import attention.matrix.Matrix;
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

  /**
   * An answer that carries the plan out once.
   *
   * @param sizes of the answer; what is reserved for it
   */
  public Trace trace(RecurrentSizes sizes) {
    return new Decoding<>(this, sizes);
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
}
