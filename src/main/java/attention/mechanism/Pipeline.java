package attention.mechanism;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import attention.mechanism.Warning.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * From queries to weights: the score function, the stages that the request adds, and the
 * normalization. There is one pipeline; the mechanisms differ in what they put into it.
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
   * Weighs a block of queries.
   *
   * @param in b × d_k, the queries
   * @param queries b, which query each row belongs to
   * @param keys n
   * @param wanted the stages to keep in {@code kept}; a stage that nobody wants is overwritten by
   *     the next one
   * @param kept gets a b × n matrix for each stage wanted
   * @param warnings gets what goes wrong
   * @param space has the matrices to compute in
   * @return b × n, the weights; NaN in a row that has none
   */
  M weigh(
      M in,
      int[] queries,
      int keys,
      Set<Member> wanted,
      Map<Member, Matrix<?>> kept,
      Warnings warnings,
      Workspace<M> space) {
    M current = in;
    boolean reusable = false;
    for (Stage<M> stage : stages) {
      M next = reusable ? current : space.matrix(queries.length, keys);
      stage.apply(current, queries, next);
      warnOfOverflow(stage, next, queries, warnings);
      reusable = !wanted.contains(stage.member());
      if (!reusable) {
        kept.put(stage.member(), next);
      }
      current = next;
    }
    M weights = reusable ? current : space.matrix(queries.length, keys);
    for (int row = 0; row < queries.length; row++) {
      normalize(current, row, weights, warnings);
    }
    return weights;
  }

  private void warnOfOverflow(Stage<M> stage, M out, int[] queries, Warnings warnings) {
    for (int row = 0; row < queries.length; row++) {
      if (!warnings.hasNoWeights(row)) {
        int key = stage.firstOverflow(out, row, queries[row]);
        if (key >= 0) {
          warnings.overflow(row, stage.member(), key);
        }
      }
    }
  }

  private void normalize(M scores, int row, M weights, Warnings warnings) {
    if (!warnings.hasNoWeights(row)) {
      double max = kernel.max(scores, row);
      if (max == Double.NEGATIVE_INFINITY) {
        warnings.fullyMasked(row);
        kernel.zeroMasked(scores, row, weights);
        return;
      }
      Code code = normalization.weigh(kernel, scores, row, max, weights);
      if (code != null) {
        warnings.weights(row, code, normalization, max);
      }
    }
    if (warnings.hasNoWeights(row)) {
      kernel.divide(weights, row, Double.NaN, weights);
    }
  }
}
