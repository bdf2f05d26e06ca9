package attention.mechanism;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import attention.mechanism.Warning.Code;
import java.util.ArrayList;
import java.util.List;

/**
 * From queries to weights: the score function, the stages that the request adds, and the
 * normalization. There is one pipeline; the mechanisms differ in what they put into it.
 *
 * <p>A key that a query must not attend to is as if it were not there: its scores may be anything,
 * and it neither changes a weight of another key nor raises a warning.
 *
 * @param stages the score function first, then the others in the order in which they apply
 */
public record Pipeline<M extends Matrix<M>>(
    Kernel<M> kernel, List<Stage<M>> stages, Normalization normalization) {

  public Pipeline {
    stages = List.copyOf(stages);
  }

  /** The formulas in the order in which they apply, the normalization last. */
  List<Formula> formulas() {
    List<Formula> formulas = new ArrayList<>();
    stages.forEach(stage -> formulas.add(new Formula(stage.member(), stage.formula())));
    formulas.add(new Formula(Member.WEIGHTS, normalization.formula()));
    return formulas;
  }

  /**
   * Weighs a block of queries. A stage that nobody wants is overwritten by the next one.
   *
   * @param in b × d_k, the queries
   * @return b × n, the weights; NaN in a row that has none
   */
  M weigh(M in, Block<M> block) {
    M current = in;
    boolean reusable = false;
    for (Stage<M> stage : stages) {
      M next = reusable ? current : block.stage();
      stage.apply(current, block.queries(), next);
      if (stage.canLeaveRange()) {
        warnOfOverflow(stage.member(), next, block);
      }
      block.keep(stage.member(), next);
      reusable = !block.wants(stage.member());
      current = next;
    }
    M weights = reusable ? current : block.stage();
    for (int row = 0; row < block.rows(); row++) {
      normalize(current, row, weights, block);
    }
    return weights;
  }

  private void warnOfOverflow(Member stage, M out, Block<M> block) {
    for (int row = 0; row < block.rows(); row++) {
      if (kernel.countFinite(out, row) < out.columns()) {
        int key = firstOutside(out, row, block.allowed().of(row));
        if (key >= 0 && !block.warnings().hasFailed(row)) {
          block.warnings().overflow(row, stage, key);
        }
      }
    }
  }

  private int firstOutside(M out, int row, boolean[] allowed) {
    for (int key = 0; key < allowed.length; key++) {
      if (allowed[key] && !Double.isFinite(out.at(row, key))) {
        return key;
      }
    }
    return -1;
  }

  private void normalize(M scores, int row, M weights, Block<M> block) {
    Warnings warnings = block.warnings();
    boolean failed = warnings.hasFailed(row);
    boolean asComputed = !failed && !block.allowed().isKnown(row);
    M masked = asComputed ? scores : masked(scores, row, weights, block);
    if (failed && !block.allowed().isEmpty(row)) {
      kernel.divide(weights, row, Double.NaN, weights);
      return;
    }
    double max = kernel.max(masked, row);
    if (max == Double.NEGATIVE_INFINITY) {
      warnings.fullyMasked(row);
      kernel.zeroMasked(masked, row, weights);
      return;
    }
    Code code = normalization.weigh(kernel, masked, row, max, weights);
    if (code != null) {
      warnings.weights(row, code, normalization, max);
    }
    if (warnings.hasFailed(row)) {
      kernel.divide(weights, row, Double.NaN, weights);
    }
  }

  /**
   * A row of scores with −∞ for every key that must not be attended to, whatever the stages made of
   * it. Masked scores are corrected in place; stages before the mask stay as they were computed.
   */
  private M masked(M scores, int row, M weights, Block<M> block) {
    M masked = stages.getLast().member() == Member.MASKED_SCORES ? scores : weights;
    kernel.mask(scores, row, block.allowed().of(row), masked);
    return masked;
  }
}
