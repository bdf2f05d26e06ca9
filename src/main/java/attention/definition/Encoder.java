package attention.definition;

import attention.definition.CellSpec.State;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The encoders of the definitions of one check. What the last ones made of their inputs is kept as
 * long as there is memory, because each mistake in a cell is tried together with many others.
 */
final class Encoder {

  /** How many encodings are kept at most. */
  static final int MOST = 8;

  private final LongConsumer spend;
  private final List<SoftReference<Known>> known = new ArrayList<>();

  /** What an encoder made of its inputs. */
  record Encoding(double[][] annotations, State forward, @Nullable State backward) {}

  private record Known(Definition definition, Encoding encoding) {}

  /**
   * @param spend counts multiply-adds
   */
  Encoder(LongConsumer spend) {
    this.spend = spend;
  }

  /** The multiply-adds of a step of a cell. */
  static long cost(CellSpec cell) {
    return (cell.input().in() + cell.hidden().in() + Recomputation.EXP) * cell.hidden().out();
  }

  /** The multiply-adds of all steps of an encoder. */
  static long cost(Definition definition) {
    CellSpec backward = definition.find(Part.BACKWARD);
    long step = cost(definition.get(Part.FORWARD)) + (backward == null ? 0 : cost(backward));
    return definition.get(Part.INPUTS).length * step;
  }

  Encoding of(Definition definition) {
    for (SoftReference<Known> reference : known) {
      Known other = reference.get();
      if (other != null && isSame(definition, other.definition())) {
        return other.encoding();
      }
    }
    Encoding encoding = encode(definition);
    if (known.size() == MOST) {
      known.remove(1);
    }
    known.add(new SoftReference<>(new Known(definition, encoding)));
    return encoding;
  }

  private static boolean isSame(Definition one, Definition other) {
    return one.get(Part.INPUTS) == other.get(Part.INPUTS)
        && one.get(Part.ARITHMETIC) == other.get(Part.ARITHMETIC)
        && one.find(Part.BACKWARDS) == other.find(Part.BACKWARDS)
        && isSame(one.find(Part.FORWARD), other.find(Part.FORWARD))
        && isSame(one.find(Part.BACKWARD), other.find(Part.BACKWARD));
  }

  private static boolean isSame(@Nullable CellSpec one, @Nullable CellSpec other) {
    if (one == null || other == null) {
      return Objects.equals(one, other);
    }
    return one.type() == other.type()
        && one.resetBefore() == other.resetBefore()
        && one.updateInverted() == other.updateInverted()
        && Arrays.equals(one.gates(), other.gates())
        && isSame(one.input(), other.input())
        && isSame(one.hidden(), other.hidden());
  }

  private static boolean isSame(Affine one, Affine other) {
    return Arrays.equals(one.bias(), other.bias())
        && Arrays.deepEquals(one.weights(), other.weights());
  }

  private Encoding encode(Definition definition) {
    double[][] inputs = definition.get(Part.INPUTS);
    State[] ahead = states(definition, definition.get(Part.FORWARD), false);
    State last = ahead[ahead.length - 1];
    CellSpec backward = definition.find(Part.BACKWARD);
    double[][] annotations = new double[inputs.length][];
    if (backward == null) {
      for (int j = 0; j < annotations.length; j++) {
        annotations[j] = ahead[j].hidden();
      }
      return new Encoding(annotations, last, null);
    }
    Backwards order = definition.get(Part.BACKWARDS);
    State[] back = states(definition, backward, order != Backwards.FROM_THE_FRONT);
    for (int j = 0; j < annotations.length; j++) {
      int at = order == Backwards.BY_INPUT ? annotations.length - 1 - j : j;
      annotations[j] = Rows.joined(ahead[j].hidden(), back[at].hidden());
    }
    return new Encoding(annotations, last, back[back.length - 1]);
  }

  /** The states in the order in which they are computed. */
  private State[] states(Definition definition, CellSpec cell, boolean fromTheEnd) {
    double[][] inputs = definition.get(Part.INPUTS);
    State[] states = new State[inputs.length];
    State state = cell.zeros();
    for (int j = 0; j < states.length; j++) {
      spend.accept(cost(cell));
      double[] input = inputs[fromTheEnd ? inputs.length - 1 - j : j];
      state = cell.step(input, state, definition.get(Part.ARITHMETIC));
      states[j] = state;
    }
    return states;
  }
}
