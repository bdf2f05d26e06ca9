package attention.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Everything found wrong with one request. At most {@value #LISTED} faults of each kind, of reading
 * and of computing, are kept; the others are only counted.
 */
public final class Faults {

  /** The most faults of a kind that are listed. */
  public static final int LISTED = 20;

  private static final Pattern INDEX = Pattern.compile("[0-9]+");

  private final @Nullable String body;
  private final Kind ofReading = new Kind();
  private final Kind ofComputing = new Kind();
  private boolean leftOut;

  private static final class Kind {

    private final List<Fault> faults = new ArrayList<>();
    private int found;

    void throwIfAny() {
      if (found > 0) {
        throw new ProblemException(Problem.of(faults, found));
      }
    }

    void stopReading() {
      throw new ProblemException(Problem.ofUnread(faults));
    }
  }

  /** For a request in JSON: every member has a pointer. */
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

  /**
   * Adds a fault. Reading stops at the {@value #LISTED}th.
   *
   * @param arguments formatted into {@code detail} only if the fault is listed
   */
  public void add(FaultCode code, Location at, String detail, Object... arguments) {
    Kind kind = kind(code);
    if (kind.found++ < LISTED) {
      kind.faults.add(new Fault(code, location(at), detail.formatted(arguments)));
    }
    if (ofReading.found == LISTED) {
      ofReading.stopReading();
    }
  }

  /** Whether another fault of this kind would be listed; otherwise {@link #count} is enough. */
  public boolean lists(FaultCode code) {
    return kind(code).found < LISTED;
  }

  /** Counts faults of which nothing is listed. */
  public void count(FaultCode code, int more) {
    kind(code).found += more;
  }

  private Kind kind(FaultCode code) {
    return code.preventsReading() ? ofReading : ofComputing;
  }

  private Location location(Location at) {
    if (body == null || !(at instanceof Pointer pointer)) {
      return at;
    }
    List<String> names = pointer.names();
    return names.isEmpty() || names.getFirst().equals(body) ? at : parameter(names);
  }

  /** The parameter that is this member, or has it as an element. */
  private static Parameter parameter(List<String> names) {
    boolean element = INDEX.matcher(names.getLast()).matches();
    return Parameter.named(String.join(".", element ? names.subList(0, names.size() - 1) : names));
  }

  /**
   * Notes that something could not be made of what was read: who looks for it would not find it.
   */
  public void leaveOut() {
    leftOut = true;
  }

  /** Whether nothing was found wrong so far. */
  public boolean isEmpty() {
    return ofReading.found == 0 && ofComputing.found == 0;
  }

  /** The refusal of a request with a single fault that ends the reading. */
  public static ProblemException single(FaultCode code, Pointer at, String detail) {
    return new ProblemException(List.of(new Fault(code, at, detail)));
  }

  /**
   * Refuses the request if it could not be read, or not as a whole.
   *
   * @throws ProblemException with every fault of reading, else with what was found while reading
   */
  public void throwIfUnreadable() {
    ofReading.throwIfAny();
    if (leftOut) {
      ofComputing.throwIfAny();
    }
  }

  /**
   * Refuses the request if anything is wrong with it.
   *
   * @throws ProblemException with every fault of reading, else with every fault of computing
   */
  public void throwIfAny() {
    ofReading.throwIfAny();
    ofComputing.throwIfAny();
  }
}
