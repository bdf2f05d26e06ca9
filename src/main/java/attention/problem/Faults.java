package attention.problem;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything found wrong with one request, at most {@value #MOST} of each kind. */
public final class Faults {

  public static final int MOST = 20;

  private final @Nullable String body;
  private final List<Fault> ofReading = new ArrayList<>();
  private final List<Fault> ofComputing = new ArrayList<>();

  /** For a request that stands in its body. */
  public Faults() {
    this(null);
  }

  /**
   * For a request whose members are query parameters, but for one that is the body.
   *
   * @param body the name of that one
   */
  public Faults(@Nullable String body) {
    this.body = body;
  }

  /** Notes a fault; one too many ends the reading. */
  public void add(FaultCode code, Pointer at, String detail, Object... arguments) {
    add(new Fault(code, place(at), detail.formatted(arguments)));
  }

  /** Notes a query parameter that is not known. */
  public void addUnknownParameter(String name, String detail, Object... arguments) {
    add(new Fault(FaultCode.UNKNOWN_PARAMETER, "?" + Quoted.of(name), detail.formatted(arguments)));
  }

  private void add(Fault fault) {
    List<Fault> kind = fault.code().preventsReading() ? ofReading : ofComputing;
    if (kind.size() < MOST) {
      kind.add(fault);
    }
    if (ofReading.size() == MOST) {
      refuseUnreadable();
    }
  }

  private String place(Pointer at) {
    String member = at.member();
    return body == null || member == null || member.equals(body)
        ? at.toString()
        : "?" + Quoted.of(member);
  }

  /** The refusal of a request with one fault that ends all reading. */
  public static Refusal only(FaultCode code, Pointer at, String detail) {
    return new Refusal(List.of(new Fault(code, at.toString(), detail)));
  }

  /** Refuses the request if it could not be read. */
  public void refuseUnreadable() {
    if (!ofReading.isEmpty()) {
      throw new Refusal(ofReading);
    }
  }

  /** Refuses the request if anything is wrong with it. */
  public void refuseAny() {
    refuseUnreadable();
    if (!ofComputing.isEmpty()) {
      throw new Refusal(ofComputing);
    }
  }
}
