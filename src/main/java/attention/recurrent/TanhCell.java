package attention.recurrent;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import attention.mechanism.Parameters;
import attention.mechanism.Projection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The plain recurrent cell: h' = tanh(x·W + h·U + b) (Elman 1990, "Finding structure in time",
 * Cognitive Science 14; {@code torch.nn.RNN}).
 *
 * @param input W and b, from in to h
 * @param recurrent U, from h to h
 */
public record TanhCell<M extends Matrix<M>>(
    Kernel<M> kernel, Projection<M> input, Projection<M> recurrent) implements Cell<M> {

  /**
   * The cell of given matrices.
   *
   * @param input W, in × h
   * @param hidden U, h × h
   * @param bias b, 1 × h; absent = zeros
   */
  public TanhCell(Kernel<M> kernel, M input, M hidden, @Nullable M bias) {
    this(kernel, new Projection<>(kernel, input, bias), new Projection<>(kernel, hidden, null));
  }

  @Override
  public int inputs() {
    return input.weights().rows();
  }

  @Override
  public int hidden() {
    return recurrent.weights().rows();
  }

  @Override
  public M step(M x, M state) {
    M sum = input.of(x);
    kernel.add(sum, recurrent.of(state), sum);
    kernel.tanh(sum, sum);
    return sum;
  }

  @Override
  public String formula(String x, String h) {
    return "\\tanh(" + x + " W + " + h + " U" + (input.bias() == null ? ")" : " + b)");
  }

  @Override
  public Parameters parameters() {
    Map<String, Parameters> members = new LinkedHashMap<>();
    members.put("type", new Parameters.Word("tanh"));
    members.put("input", new Parameters.Table(input.weights()));
    members.put("hidden", new Parameters.Table(recurrent.weights()));
    if (input.bias() != null) {
      members.put("bias", new Parameters.Vector(input.bias()));
    }
    return new Parameters.Group(members);
  }
}
