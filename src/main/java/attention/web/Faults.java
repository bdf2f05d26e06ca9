package attention.web;

import java.util.ArrayList;
import java.util.List;

/** Everything found wrong with one request, at most {@value #MOST} of each kind. */
final class Faults {

  static final int MOST = 20;

  private final List<Fault> ofReading = new ArrayList<>();
  private final List<Fault> ofComputing = new ArrayList<>();

  /** Notes a fault; one too many ends the reading. */
  void add(FaultCode code, Pointer at, String detail, Object... arguments) {
    List<Fault> kind = code.preventsReading() ? ofReading : ofComputing;
    if (kind.size() < MOST) {
      kind.add(new Fault(code, at.toString(), detail.formatted(arguments)));
    }
    if (ofReading.size() == MOST) {
      refuseUnreadable();
    }
  }

  /** The refusal of a request with one fault that ends all reading. */
  static Refusal only(FaultCode code, Pointer at, String detail) {
    return new Refusal(List.of(new Fault(code, at.toString(), detail)));
  }

  /** Whether nothing was found wrong. */
  boolean isEmpty() {
    return ofReading.isEmpty() && ofComputing.isEmpty();
  }

  /** Refuses the request if it could not be read. */
  void refuseUnreadable() {
    if (!ofReading.isEmpty()) {
      throw new Refusal(ofReading);
    }
  }

  /** Refuses the request if anything is wrong with it. */
  void refuseAny() {
    refuseUnreadable();
    if (!ofComputing.isEmpty()) {
      throw new Refusal(ofComputing);
    }
  }
}
