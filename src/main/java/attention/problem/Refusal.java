package attention.problem;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A request is turned away; the message is for whoever sent it. */
public final class Refusal extends RuntimeException {

  private final ProblemType type;
  private final List<Fault> faults;
  private final @Nullable Duration retryAfter;

  private Refusal(
      ProblemType type, String detail, List<Fault> faults, @Nullable Duration retryAfter) {
    super(detail, null, false, false);
    this.type = type;
    this.faults = List.copyOf(faults);
    this.retryAfter = retryAfter;
  }

  public Refusal(ProblemType type, String detail) {
    this(type, detail, List.of(), null);
  }

  /** For what is wrong at these places: at least one. */
  public Refusal(List<Fault> faults) {
    this(faults.getFirst().code().type(), summary(faults), faults, null);
  }

  /** For want of room. */
  public Refusal(Duration retryAfter) {
    this(
        ProblemType.AT_CAPACITY,
        "Nothing of the request was computed. Send it again after %d s."
            .formatted(Math.max(1, retryAfter.toSeconds())),
        List.of(),
        retryAfter);
  }

  private static String summary(List<Fault> faults) {
    Fault first = faults.getFirst();
    return faults.size() == 1
        ? first.detail()
        : "%d faults, all listed under errors; the first: %s"
            .formatted(faults.size(), first.detail());
  }

  public ProblemType type() {
    return type;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }

  List<Fault> faults() {
    return faults;
  }

  /** The words by which it can be counted, each once: those of its faults, else of its kind. */
  public Set<String> codes() {
    return faults.isEmpty()
        ? Set.of(type.toString())
        : faults.stream().map(fault -> fault.code().toString()).collect(Collectors.toSet());
  }

  /** Every word by which a request may be refused. */
  public static Set<String> allCodes() {
    return Stream.of(ProblemType.values(), FaultCode.values())
        .flatMap(Stream::of)
        .map(Object::toString)
        .collect(Collectors.toUnmodifiableSet());
  }

  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
