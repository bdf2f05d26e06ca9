package attention.mechanism;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import java.util.ArrayList;
import java.util.List;

/**
 * The matrices in which one block of rows is computed, used again for the block after it: memory
 * that was just written is still in the cache, and fresh memory is not.
 *
 * <p>For one thread at a time.
 */
public final class Workspace<M extends Matrix<M>> {

  private final Kernel<M> kernel;
  private final List<M> matrices = new ArrayList<>();
  private int taken;

  public Workspace(Kernel<M> kernel) {
    this.kernel = kernel;
  }

  /** A matrix of this shape, full of anything. */
  M matrix(int rows, int columns) {
    M found = taken < matrices.size() ? matrices.get(taken) : null;
    if (found == null || found.rows() < rows || found.columns() != columns) {
      found = kernel.zeros(rows, columns);
      matrices.subList(Math.min(taken, matrices.size()), matrices.size()).clear();
      matrices.add(found);
    }
    taken++;
    return found.rows() == rows ? found : found.rows(0, rows);
  }

  /** Begins another block: nobody may look at a matrix of the last one any more. */
  public void rewind() {
    taken = 0;
  }
}
