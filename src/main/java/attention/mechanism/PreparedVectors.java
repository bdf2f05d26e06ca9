package attention.mechanism;

import attention.matrix.Matrix;
import attention.trace.Member;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Queries or keys with the stages that they went through.
 *
 * @param stages m × width of all heads: as projected, and after each step, in order
 * @param last what the score function compares
 * @param finite whether all of them stayed in the range of the dtype; what once left it is not
 *     finite in the last stage either
 */
record PreparedVectors<M extends Matrix<M>>(Map<Member, M> stages, M last, boolean finite) {

  /** The stages that are among these members. */
  Map<Member, M> among(Set<Member> members) {
    Map<Member, M> some = new LinkedHashMap<>(stages);
    some.keySet().retainAll(members);
    return some;
  }
}
