package attention.mistake;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The orders in which the columns of an LSTM can have its gates. */
final class GateOrders {

  private static final List<String> GATES = List.of("input", "forget", "cell", "output");

  /** Those of ONNX and of older libraries. */
  private static final Set<List<Integer>> USUAL =
      Set.of(List.of(0, 3, 1, 2), List.of(0, 1, 3, 2), List.of(0, 2, 1, 3), List.of(1, 0, 2, 3));

  private static final List<Other> OTHERS = new ArrayList<>();

  static {
    add(new ArrayList<>());
    OTHERS.sort(Comparator.comparing(other -> !other.usual()));
  }

  private GateOrders() {}

  /**
   * An order.
   *
   * @param gates the gate that each place has
   */
  record Other(List<Integer> gates) {

    boolean usual() {
      return USUAL.contains(gates);
    }

    String words() {
      return String.join(", ", gates.stream().map(GATES::get).toList());
    }

    /** The place of each gate. */
    int[] places() {
      int[] places = new int[gates.size()];
      for (int gate = 0; gate < places.length; gate++) {
        places[gate] = gates.indexOf(gate);
      }
      return places;
    }
  }

  /** All but that of PyTorch and of Keras, which is the contract's. */
  static List<Other> others() {
    return OTHERS;
  }

  private static void add(List<Integer> begun) {
    if (begun.size() == GATES.size()) {
      if (!begun.equals(List.of(0, 1, 2, 3))) {
        OTHERS.add(new Other(List.copyOf(begun)));
      }
      return;
    }
    for (int gate = 0; gate < GATES.size(); gate++) {
      if (!begun.contains(gate)) {
        begun.add(gate);
        add(begun);
        begun.removeLast();
      }
    }
  }
}
