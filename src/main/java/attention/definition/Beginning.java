package attention.definition;

import attention.recurrent.Bridge;
import org.jspecify.annotations.Nullable;

/**
 * The state before the first step of a decoder.
 *
 * @param hidden given; absent = what the encoder hands over
 * @param memory given; absent = what the encoder hands over with the state, else zeros
 * @param bridge between encoder and decoder; absent = none
 * @param from which state of the encoder the bridge takes
 * @param zeros whether it is zeros instead
 */
public record Beginning(
    double @Nullable [] hidden,
    double @Nullable [] memory,
    @Nullable Affine bridge,
    Bridge.From from,
    boolean zeros) {

  CellSpec.State of(
      CellSpec.State forward, CellSpec.@Nullable State backward, int width, Arithmetic arithmetic) {
    if (zeros) {
      return new CellSpec.State(new double[width], new double[width]);
    }
    double[] handed = hidden == null && bridge == null ? forward.memory() : new double[width];
    return new CellSpec.State(
        hidden(forward, backward, arithmetic), memory == null ? handed : memory);
  }

  private double[] hidden(
      CellSpec.State forward, CellSpec.@Nullable State backward, Arithmetic arithmetic) {
    if (hidden != null) {
      return hidden;
    }
    if (bridge == null) {
      return forward.hidden();
    }
    double[] state =
        from == Bridge.From.BACKWARD && backward != null ? backward.hidden() : forward.hidden();
    return arithmetic.round(Rows.map(bridge.unrounded(state, arithmetic), Math::tanh));
  }

  public Beginning fromZeros() {
    return new Beginning(hidden, memory, bridge, from, true);
  }
}
