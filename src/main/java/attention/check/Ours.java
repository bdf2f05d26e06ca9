package attention.check;

import attention.matrix.Matrix;
import attention.trace.Checkpoint;
import attention.trace.Member;
import attention.trace.Parameters;
import attention.trace.Rows;
import attention.trace.Stages;
import attention.trace.Trace;
import java.util.List;
import java.util.Map;

/** Compares the stages of a client with those of the service, block by block. */
final class Ours {

  private final Trace trace;
  private final List<StageComparison> comparisons;

  Ours(Trace trace, List<StageComparison> comparisons) {
    this.trace = trace;
    this.comparisons = comparisons;
  }

  /**
   * Compares everything.
   *
   * @param above what is above the rows
   */
  void compare(Map<String, Parameters> above) {
    for (StageComparison comparison : comparisons) {
      Member stage = comparison.given().stage();
      if (above.get(stage.toString()) instanceof Parameters.Table(Matrix<?> matrix)) {
        add(comparison, matrix, 0);
      }
    }
    for (int block = 0; block < trace.blockCount(); block++) {
      Checkpoint.pass();
      try (Rows rows = trace.block(block)) {
        add(rows, block * trace.footprint().blockRows());
      }
    }
  }

  private void add(Rows rows, int from) {
    for (StageComparison comparison : comparisons) {
      Member stage = comparison.given().stage();
      add(comparison, rows.stages(), stage, from);
      for (int head = 0; head < rows.heads().size(); head++) {
        add(comparison, rows.heads().get(head), stage, head * trace.rowCount() + from);
      }
    }
  }

  private static void add(StageComparison comparison, Stages stages, Member stage, int from) {
    Matrix<?> matrix = stages.values().get(stage);
    if (matrix != null) {
      add(comparison, matrix, from);
    }
  }

  private static void add(StageComparison comparison, Matrix<?> matrix, int from) {
    double[] row = new double[matrix.columns()];
    for (int i = 0; i < matrix.rows(); i++) {
      matrix.get(i, row);
      comparison.add(from + i, row);
    }
  }
}
