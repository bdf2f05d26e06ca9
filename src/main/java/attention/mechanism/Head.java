package attention.mechanism;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Queries, what weighs the keys for each of them, and the values that the weights mix: z_i = Σ_j
 * α_ij v_j (Bahdanau et al. 2015, arXiv:1409.0473, section 3.1, equation 5).
 *
 * <p>Error of a context: at most n·ε·Σ_j |α_ij v_j| beside that of the weights.
 *
 * @param queries q × d_k; the scores themselves where somebody gave them
 * @param keys n
 * @param values n × d_v; absent where only the weights are asked for
 */
public record Head<M extends Matrix<M>>(
    M queries, int keys, Pipeline<M> pipeline, @Nullable M values) {

  /** The formulas of what the request goes through, in order. */
  List<Formula> formulas(Set<Member> wanted) {
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
   * @param chosen b, the queries to answer
   * @param wanted the stages to keep
   */
  Stages rows(int[] chosen, Set<Member> wanted) {
    Kernel<M> kernel = pipeline.kernel();
    Map<Member, Matrix<?>> kept = new EnumMap<>(Member.class);
    Warnings warnings = new Warnings(queries.dtype(), chosen.length);
    M block = queries.select(chosen);
    keep(kept, wanted, Member.QUERY, block);
    M weights = pipeline.weigh(block, chosen, keys, wanted, kept, warnings);
    keep(kept, wanted, Member.WEIGHTS, weights);
    if (wanted.contains(Member.WEIGHT_SUM)) {
      kept.put(Member.WEIGHT_SUM, sums(kernel, weights));
    }
    Contributions<M> contributions = null;
    if (values != null && wanted.contains(Member.CONTEXT)) {
      kept.put(Member.CONTEXT, mix(kernel, weights, values, warnings));
    }
    if (values != null && wanted.contains(Member.CONTRIBUTIONS)) {
      contributions = contributions(kernel, weights, values, warnings);
    }
    return new Stages(kept, contributions, warnings.rows());
  }

  private static <M extends Matrix<M>> M mix(
      Kernel<M> kernel, M weights, M values, Warnings warnings) {
    M context = kernel.zeros(weights.rows(), values.columns());
    kernel.product(weights, values, context);
    for (int row = 0; row < weights.rows(); row++) {
      int column = warnings.spoiled(row) ? -1 : Range.firstOutside(kernel, context, row);
      if (column >= 0) {
        warnings.overflow(row, Member.CONTEXT, column);
      }
    }
    return context;
  }

  private static <M extends Matrix<M>> Contributions<M> contributions(
      Kernel<M> kernel, M weights, M values, Warnings warnings) {
    Contributions<M> terms = new Contributions<>(kernel, weights, values);
    for (int row = 0; row < weights.rows(); row++) {
      int key = warnings.spoiled(row) ? -1 : terms.firstOverflow(row);
      if (key >= 0) {
        warnings.overflow(row, Member.CONTRIBUTIONS, key);
      }
    }
    return terms;
  }

  private static <M extends Matrix<M>> M sums(Kernel<M> kernel, M weights) {
    M sums = kernel.zeros(weights.rows(), 1);
    for (int row = 0; row < weights.rows(); row++) {
      sums.write(row, new double[] {kernel.sum(weights, row)}, 1);
    }
    return sums;
  }

  private static void keep(
      Map<Member, Matrix<?>> kept, Set<Member> wanted, Member member, Matrix<?> value) {
    if (wanted.contains(member)) {
      kept.put(member, value);
    }
  }
}
