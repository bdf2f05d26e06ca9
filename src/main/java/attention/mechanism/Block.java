package attention.mechanism;

import attention.matrix.Matrix;
import java.util.Map;
import java.util.Set;

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

  /** Writes a member that is one number a row, if it is wanted. */
  void put(Member member, int row, double number) {
    if (wants(member)) {
      kept.computeIfAbsent(member, first -> space.matrix(rows(), 1))
          .write(row, new double[] {number}, 1);
    }
  }
}
