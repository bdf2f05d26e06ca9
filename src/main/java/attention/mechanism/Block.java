package attention.mechanism;

import attention.matrix.Matrix;
import attention.trace.Member;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A block of rows in one head while it is computed.
 *
 * @param queries b, the query of each row
 * @param keys n
 * @param wanted the members to keep
 * @param kept gets a matrix of b rows for each member wanted
 * @param warnings gets what goes wrong
 * @param space has the matrices to compute in
 */
record Block<M extends Matrix<M>>(
    int[] queries,
    int keys,
    AllowedKeys allowed,
    Set<Member> wanted,
    Map<Member, Matrix<?>> kept,
    Warnings warnings,
    Workspace<M> space) {

  /** The number of rows, b. */
  int rows() {
    return queries.length;
  }

  /** A matrix to write a stage of b × n into. */
  M stage() {
    return space.matrix(rows(), keys);
  }

  /** Whether a member is wanted. */
  boolean wants(Member member) {
    return wanted.contains(member);
  }

  /** Keeps a member if it is wanted. */
  void keep(Member member, M values) {
    if (wants(member)) {
      kept.put(member, values);
    }
  }

  /** A column of one number a row to keep a member in; absent if it is not wanted. */
  @Nullable M column(Member member) {
    if (!wants(member)) {
      return null;
    }
    M column = space.matrix(rows(), 1);
    kept.put(member, column);
    return column;
  }

  /** Writes the number of a row, if it is wanted. */
  static void put(@Nullable Matrix<?> column, int row, double number) {
    if (column != null) {
      column.set(row, new double[] {number});
    }
  }
}
