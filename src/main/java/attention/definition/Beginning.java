package attention.definition;

import attention.definition.CellSpec.State;
import attention.definition.Encoder.Encoding;
import attention.recurrent.Bridge;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The state before the first step of a decoder.
 *
 * @param hidden given; absent = what the encoder hands over
 * @param memory given; absent = what the encoder hands over with the state, else zeros
 * @param bridge between encoder and decoder; absent = none
 * @param from which state of the encoder the bridge takes
 * @param besideFirst whether its backward state is the one beside the first input, not the last one
 * @param zeros whether it is zeros instead
 */
public record Beginning(
    double @Nullable [] hidden,
    double @Nullable [] memory,
    @Nullable Affine bridge,
    Bridge.From from,
    boolean besideFirst,
    boolean zeros) {

  State of(Encoding encoding, int width, Arithmetic arithmetic) {
    if (zeros) {
      return new State(new double[width], new double[width]);
    }
    boolean handed = hidden == null && bridge == null;
    double[] cell = handed ? encoding.forward().memory() : new double[width];
    return new State(hidden(encoding, arithmetic), memory == null ? cell : memory);
  }

  private double[] hidden(Encoding encoding, Arithmetic arithmetic) {
    if (hidden != null) {
      return hidden;
    }
    if (bridge == null) {
      return encoding.forward().hidden();
    }
    double[] sum = bridge.unrounded(handedOver(encoding), arithmetic);
    return arithmetic.round(Rows.map(sum, Math::tanh));
  }

  private double[] handedOver(Encoding encoding) {
    double[] forward = encoding.forward().hidden();
    State backward = encoding.backward();
    if (from != Bridge.From.BACKWARD || backward == null) {
      return forward;
    }
    double[] first = encoding.annotations()[0];
    return besideFirst
        ? Arrays.copyOfRange(first, forward.length, first.length)
        : backward.hidden();
  }

  /** Whether it takes a state of the cell that reads backwards. */
  public boolean takesBackward() {
    return hidden == null && bridge != null && from == Bridge.From.BACKWARD;
  }

  /** With the backward state beside the first input. */
  public Beginning fromBesideFirst() {
    return new Beginning(hidden, memory, bridge, from, true, zeros);
  }

  public Beginning fromZeros() {
    return new Beginning(hidden, memory, bridge, from, besideFirst, true);
  }
}
