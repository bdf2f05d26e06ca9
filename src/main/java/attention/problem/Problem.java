package attention.problem;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why a request is refused.
 *
 * @param detail for the client: what was expected, what was found and what to do
 * @param faults what is wrong at which place; empty where the request as a whole is refused
 * @param retryAfter when it is worth trying again; absent where it is not
 */
public record Problem(
    ProblemType type, String detail, List<Fault> faults, @Nullable Duration retryAfter) {

  public Problem {
    faults = List.copyOf(faults);
  }

  /** A problem of the request as a whole. */
  public Problem(ProblemType type, String detail) {
    this(type, detail, List.of(), null);
  }

  /**
   * The problem that consists of these faults.
   *
   * @param faults at least one; the first decides the type
   * @param found how many there are in all, listed or not
   */
  static Problem of(List<Fault> faults, int found) {
    Fault first = faults.getFirst();
    return new Problem(first.code().type(), detail(first, faults.size(), found), faults, null);
  }

  /** The problem of a request whose reading ended with the last of these faults. */
  static Problem ofUnread(List<Fault> faults) {
    Fault first = faults.getFirst();
    String detail =
        "%d faults listed under errors, the rest was not read; the first: %s"
            .formatted(faults.size(), first.detail());
    return new Problem(first.code().type(), detail, faults, null);
  }

  private static String detail(Fault first, int listed, int found) {
    if (found == 1) {
      return first.detail();
    }
    return listed == found
        ? "%d faults, all listed under errors; the first: %s".formatted(found, first.detail())
        : "%d faults listed under errors, %d in all; the first: %s"
            .formatted(listed, found, first.detail());
  }

  /** The service has no capacity for the request now. */
  public static Problem atCapacity(Duration retryAfter) {
    return new Problem(
        ProblemType.AT_CAPACITY,
        "Nothing of the request was computed. Send it again after %d s."
            .formatted(seconds(retryAfter)),
        List.of(),
        retryAfter);
  }

  /** A time to wait as clients are told it: in whole seconds, not too short, and at least one. */
  public static long seconds(Duration wait) {
    return Math.max(1, Math.ceilDiv(wait.toMillis(), Duration.ofSeconds(1).toMillis()));
  }

  /** The service has failed. */
  public static Problem internalError() {
    return new Problem(
        ProblemType.INTERNAL_ERROR,
        "Internal error. This is a bug in the service; please report it together with the request.");
  }

  /** The codes under which it is counted, each once: those of its faults, else its type. */
  public Set<String> codes() {
    return faults.isEmpty()
        ? Set.of(type.toString())
        : faults.stream().map(fault -> fault.code().toString()).collect(Collectors.toSet());
  }

  /** Every code under which a problem can be counted. */
  public static Set<String> allCodes() {
    return Stream.of(ProblemType.values(), FaultCode.values())
        .flatMap(Stream::of)
        .map(Object::toString)
        .collect(Collectors.toUnmodifiableSet());
  }
}
