package attention.trace;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the answer should hold.
 *
 * @param queries the queries to answer, in this order; absent = all
 * @param drawn what was drawn for this request, by the member under which it is returned
 */
public record Selection(
    int @Nullable [] queries, Labels labels, Set<Member> members, Map<Member, Parameters> drawn) {

  /** Whether a member of the answer is wanted. */
  public boolean includes(Member member) {
    return members.contains(member);
  }

  /** The same with one more member that was drawn. */
  public Selection with(Member member, Parameters parameters) {
    Map<Member, Parameters> all = new EnumMap<>(Member.class);
    all.putAll(drawn);
    all.put(member, parameters);
    return new Selection(queries, labels, members, all);
  }
}
