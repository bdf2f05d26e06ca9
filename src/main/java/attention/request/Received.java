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
 */
public record Received<T extends AttentionRequest>(
    T request, Faults faults, long bytes, Set<Member> wanted, boolean named) {

  /** A request whose response has the members that it asks for, else the default ones. */
  public Received(T request, Faults faults, long bytes) {
    this(request, faults, bytes, request.options().wanted(), request.options().include() != null);
  }

  /** The same request for a response with other members. */
  public Received<T> wanting(Set<Member> members) {
    return new Received<>(request, faults, bytes, members, true);
  }
}
