package attention.mechanism;

import attention.kernel.Kernel;
import attention.kernel.PackedMatrix;
import attention.matrix.Matrix;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What weighs n keys for each query, and the values that the weights mix: z_i = Σ_j α_ij v_j
 * (Bahdanau et al. 2015, arXiv:1409.0473, section 3.1, equation 5).
 *
 * <p>Error of a context: at most n·ε·Σ_j |α_ij v_j| beside that of the weights.
 *
 * @param keys n
 * @param values n × d_v; absent where only the weights are asked for
 * @param packedValues the values, laid out for products
 */
public record Head<M extends Matrix<M>>(
    int keys, Pipeline<M> pipeline, @Nullable M values, @Nullable PackedMatrix<M> packedValues) {

  /**
   * The head over given values.
   *
   * @param values n × d_v; absent where only the weights are asked for
   */
  public Head(int keys, Pipeline<M> pipeline, @Nullable M values) {
    this(keys, pipeline, values, values == null ? null : pipeline.kernel().pack(values));
  }

  /** The formulas of what a row goes through, in order. */
  public List<Formula> formulas(Set<Member> wanted) {
    List<Formula> formulas = new ArrayList<>(pipeline.formulas());
    if (values != null) {
      formulas.add(new Formula(Member.CONTEXT, "z_i = \\sum_j \\alpha_{ij} v_j"));
      if (wanted.contains(Member.CONTRIBUTIONS)) {
        formulas.add(new Formula(Member.CONTRIBUTIONS, "\\alpha_{ij} v_j"));
      }
    }
    return formulas;
  }

  /**
   * Computes a block of rows: the weights always, because a warning stands whether its stage is
   * asked for or not; the rest if wanted.
   *
   * @param queries b × d_k
   * @param indices b, which query each row belongs to
   * @param wanted the stages to keep
   * @param context b × d_v, written; absent if nobody needs it
   * @param warnings gets what goes wrong
   * @param space has the matrices to compute in
   */
  public Stages rows(
      M queries,
      int[] indices,
      Set<Member> wanted,
      @Nullable M context,
      Warnings warnings,
      Workspace<M> space) {
    Map<Member, Matrix<?>> kept = new EnumMap<>(Member.class);
    if (wanted.contains(Member.QUERY)) {
      kept.put(Member.QUERY, queries);
    }
    M weights = pipeline.weigh(queries, indices, keys, wanted, kept, warnings, space);
    if (wanted.contains(Member.WEIGHTS)) {
      kept.put(Member.WEIGHTS, weights);
    }
    if (wanted.contains(Member.WEIGHT_SUM)) {
      kept.put(Member.WEIGHT_SUM, sums(weights, space));
    }
    if (values != null && packedValues != null && context != null) {
      packedValues.multiply(weights, context);
      warnOfMixing(values, context, warnings);
      if (wanted.contains(Member.CONTEXT)) {
        kept.put(Member.CONTEXT, context);
      }
    }
    Contributions<M> contributions = null;
    if (values != null && wanted.contains(Member.CONTRIBUTIONS)) {
      contributions = new Contributions<>(pipeline.kernel(), weights, values);
      contributions.warn(warnings);
    }
    return new Stages(kept, contributions, warnings.rows());
  }

  private void warnOfMixing(M values, M context, Warnings warnings) {
    Kernel<M> kernel = pipeline.kernel();
    for (int row = 0; row < context.rows(); row++) {
      int column = warnings.hasNoWeights(row) ? -1 : Finite.firstOutside(kernel, context, row);
      if (column >= 0) {
        int[] projected = Finite.firstOutside(kernel, values);
        if (projected.length > 0) {
          warnings.overflow(row, Member.VALUES, projected);
        } else {
          warnings.overflow(row, Member.CONTEXT, column);
        }
      }
    }
  }

  private M sums(M weights, Workspace<M> space) {
    M sums = space.matrix(weights.rows(), 1);
    for (int row = 0; row < weights.rows(); row++) {
      sums.write(row, new double[] {pipeline.kernel().sum(weights, row)}, 1);
    }
    return sums;
  }
}
