package attention.recurrent;

import attention.matrix.Matrix;
import attention.mechanism.Formula;
import attention.mechanism.Mechanism;
import attention.mechanism.Member;
import attention.mechanism.Parameters;
import attention.mechanism.Preamble;
import attention.mechanism.Projection;
import attention.mechanism.Selection;
import attention.mechanism.Shape;
import attention.mechanism.Trace;
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

  /** Matrices of a step that hold one number for each annotation, diagnostics included. */
  private static final int STAGES = 9;

  /** What a score with a hidden layer computes in, at most, and the margins of packed matrices. */
  private static final long WORKING = 40_000;

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
        alignment.normalization(),
        new Shape(rows, inputs.rows(), widths, null),
        formulas(contexts),
        selection.labels().keys(),
        parameters);
  }

  private List<Formula> formulas(Contexts<M> contexts) {
    List<Formula> attended = contexts.formulas(selection.members());
    return new Formulas(encoder, decoder, alignment, attended).inOrder();
  }

  /** How many products of two numbers a step adds up, at most. */
  public long stepMultiplyAdds() {
    long context = 0;
    if (alignment.scoring() != null) {
      long keyNumbers = alignment.scoring().keyNumbers();
      context = inputs.rows() * (keyNumbers + encoder.width());
      context += decoder.cell().hidden() * keyNumbers;
    }
    return decoder.cell().multiplyAdds() + context + mapped();
  }

  /** How many products of two numbers the encoder adds up. */
  public long encoderMultiplyAdds() {
    return encoder.multiplyAdds() * inputs.rows();
  }

  private long mapped() {
    long numbers = 0;
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

  /**
   * How many numbers are held for all steps, at most: annotations, what attention keeps of them,
   * the packed copies of every matrix, and what a step computes in.
   */
  long sharedNumbers() {
    long n = inputs.rows();
    long packed = encoder.multiplyAdds() + decoder.cell().multiplyAdds() + mapped();
    if (decoder.start() instanceof Bridge<M> bridge) {
      packed += numbers(bridge.map());
    }
    long attention = 0;
    if (alignment.scoring() != null) {
      long keyNumbers = alignment.scoring().keyNumbers();
      attention = n * encoder.width() + 2 * keyNumbers;
      attention += (n + encoder.width() + decoder.cell().hidden()) * keyNumbers;
    }
    return n * encoder.width() + attention + packed + WORKING;
  }

  /** How many numbers a step holds, at most. */
  long stepNumbers() {
    long row = decoder.cell().hidden() * 3L + encoder.width();
    if (alignment.combine() != null) {
      row += alignment.combine().width();
    }
    if (decoder.readout() != null) {
      row += decoder.readout().width();
    }
    return (long) inputs.rows() * STAGES + row;
  }
}
