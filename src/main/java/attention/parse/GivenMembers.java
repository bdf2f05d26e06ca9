package attention.parse;

import attention.problem.Pointer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Members of a request that are not in its JSON, such as arrays, by their place in the request. */
final class GivenMembers {

  private final Map<Pointer, Given> members = new HashMap<>();
  private final Set<Pointer> objects = new HashSet<>();

  private record Given(@Nullable Object value, String source) {}

  /**
   * Adds a member.
   *
   * @param value {@code null} where a fault leaves none
   * @param source where it comes from, for a message
   */
  void put(Pointer at, @Nullable Object value, String source) {
    members.put(at, new Given(value, source));
    for (Pointer object = at.parent(); object != null; object = object.parent()) {
      objects.add(object);
    }
  }

  /** Whether there is this member. */
  boolean has(Pointer at) {
    return members.containsKey(at);
  }

  /** Whether a member of this object is there, or of an object in it. */
  boolean hasWithin(Pointer object) {
    return objects.contains(object);
  }

  /** The value of a member that is there. */
  @Nullable Object value(Pointer at) {
    return Objects.requireNonNull(members.get(at)).value();
  }

  /** Where a member that is there comes from. */
  String source(Pointer at) {
    return Objects.requireNonNull(members.get(at)).source();
  }
}
