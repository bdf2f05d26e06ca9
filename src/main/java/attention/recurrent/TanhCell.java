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
 * @param input W, in × h
 * @param hiddenWeights U, h × h
 * @param bias b, 1 × h; absent = zeros
 */
public record TanhCell<M extends Matrix<M>>(
    Kernel<M> kernel, M input, M hiddenWeights, @Nullable M bias) implements Cell<M> {

  @Override
  public int inputs() {
    return input.rows();
  }

  @Override
  public int hidden() {
    return hiddenWeights.rows();
  }

  @Override
  public M step(M x, M state) {
    M sum = new Projection<>(kernel, input, bias).of(x);
    kernel.add(sum, new Projection<>(kernel, hiddenWeights, null).of(state), sum);
    kernel.cap(sum, 1, sum);
    return sum;
  }

  @Override
  public String formula(String x, String h) {
    return "\\tanh(" + x + " W + " + h + " U" + (bias == null ? ")" : " + b)");
  }

  @Override
  public Parameters parameters() {
    Map<String, Parameters> members = new LinkedHashMap<>();
    members.put("type", new Parameters.Word("tanh"));
    members.put("input", new Parameters.Table(input));
    members.put("hidden", new Parameters.Table(hiddenWeights));
    if (bias != null) {
      members.put("bias", new Parameters.Vector(bias));
    }
    return new Parameters.Group(members);
  }
}
