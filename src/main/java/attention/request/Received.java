package attention.request;

import attention.problem.Faults;
import attention.trace.Member;
import java.util.Set;

/**
 * A request that could be read.
 *
 * @param faults what reading found that prevents its computation
 * @param bytes the memory that its values hold, the copy of its numbers in the dtype included
 * @param wanted the members of the response to compute
 * @param named whether they were named, or are the default ones: what was drawn can be too much for
 *     these
 * @param written whether the response has their numbers: not if they are drawn or compared
 */
public record Received<T extends AttentionRequest>(
    T request, Faults faults, long bytes, Set<Member> wanted, boolean named, boolean written) {

  /** A request whose response has the members that it asks for, else the default ones. */
  public Received(T request, Faults faults, long bytes) {
    this(
        request,
        faults,
        bytes,
        request.options().wanted(),
        request.options().include() != null,
        true);
  }

  /** The same request for other members, which are drawn or compared. */
  public Received<T> wanting(Set<Member> members) {
    return new Received<>(request, faults, bytes, members, true, false);
  }
}
