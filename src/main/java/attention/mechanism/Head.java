package attention.mechanism;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import attention.trace.Checkpoint;
import attention.trace.Contributions;
import attention.trace.Formula;
import attention.trace.Member;
import attention.trace.Stages;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What weighs n keys for each query, and the values that the weights mix: z_i = Σ_j α_ij v_j
 * (Bahdanau et al. 2015, arXiv:1409.0473, section 3.1, equation 5).
 *
 * <p>Error of a context: at most n·ε·Σ_j |α_ij v_j| beside that of the weights.
 */
public final class Head<M extends Matrix<M>> {

  /** The formula of a context in LaTeX. */
  static final String CONTEXT = "z_i = \\sum_j \\alpha_{ij} v_j";

  /** The formula of its terms. */
  static final String CONTRIBUTIONS = "\\alpha_{ij} v_j";

  private final Pipeline<M> pipeline;
  private final int keys;
  private final @Nullable Values<M> values;

  /**
   * The head over given values, which several heads may share.
   *
   * @param keys n
   */
  Head(Pipeline<M> pipeline, int keys, Values<M> values) {
    this.pipeline = pipeline;
    this.keys = keys;
    this.values = values;
  }

  /**
   * The head over values that arithmetic may have taken out of the range of the dtype.
   *
   * @param keys n
   * @param values n × d_v; absent where only the weights are asked for
   */
  public Head(int keys, Pipeline<M> pipeline, @Nullable M values) {
    this.pipeline = pipeline;
    this.keys = keys;
    this.values = values == null ? null : Values.computed(pipeline.kernel(), values);
  }

  /** From queries to weights. */
  public Pipeline<M> pipeline() {
    return pipeline;
  }

  /** The formulas of the stages of a row, in order. */
  public List<Formula> formulas(Set<Member> wanted) {
    List<Formula> formulas = new ArrayList<>(pipeline.formulas(wanted));
    if (values != null) {
      formulas.add(new Formula(Member.CONTEXT, CONTEXT));
      if (wanted.contains(Member.CONTRIBUTIONS)) {
        formulas.add(new Formula(Member.CONTRIBUTIONS, CONTRIBUTIONS));
      }
    }
    return formulas;
  }

  /**
   * The keys that queries may attend to.
   *
   * @param queries b
   */
  public AllowedKeys allowed(int[] queries) {
    return new AllowedKeys(pipeline.stages(), queries, keys);
  }

  /**
   * Computes a block of rows: the weights always, because a warning is raised whether its stage is
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
    return rows(queries, block(indices, wanted, warnings, space), context, weights -> {});
  }

  /** A block of rows of this head. */
  Block<M> block(int[] indices, Set<Member> wanted, Warnings warnings, Workspace<M> space) {
    return new Block<>(
        indices, keys, allowed(indices), wanted, new EnumMap<>(Member.class), warnings, space);
  }

  /**
   * Computes a block of rows.
   *
   * @param queries b × d_k
   * @param context b × d_v, written; absent if nobody needs it
   * @param weighed takes the weights, b × n, as long as the block is not finished
   */
  Stages rows(M queries, Block<M> block, @Nullable M context, Consumer<M> weighed) {
    Checkpoint.pass();
    block.keep(Member.QUERY, queries);
    M weights = pipeline.weigh(queries, block);
    weighed.accept(weights);
    block.keep(Member.WEIGHTS, weights);
    if (block.wants(Member.WEIGHT_SUM)) {
      block.keep(Member.WEIGHT_SUM, sums(weights, block.space()));
    }
    Contributions contributions = values == null ? null : mix(values, weights, context, block);
    return new Stages(block.kept(), contributions, block.warnings().rows(), block.allowed()::of);
  }

  private @Nullable Contributions mix(
      Values<M> values, M weights, @Nullable M context, Block<M> block) {
    boolean listed = block.wants(Member.CONTRIBUTIONS);
    if (context != null || listed) {
      values.warn(block.allowed(), block.warnings());
    }
    if (context != null) {
      values.mix(weights, block.allowed(), context);
      block.warnings().check(pipeline.kernel(), Member.CONTEXT, context);
      block.keep(Member.CONTEXT, context);
    }
    if (!listed) {
      return null;
    }
    WeightedValues<M> contributions = values.weighted(weights, block.allowed());
    contributions.warn(block.warnings());
    return contributions;
  }

  /**
   * Σ_j α_ij, added up before it is rounded. Where only the weights are asked for it is not rounded
   * at all: it shows by how much rounding kept them from adding up to 1.
   */
  private M sums(M weights, Workspace<M> space) {
    Kernel<M> wide = pipeline.kernel().wide();
    M sums = values == null ? wide.zeros(weights.rows(), 1) : space.matrix(weights.rows(), 1);
    for (int row = 0; row < weights.rows(); row++) {
      sums.set(row, new double[] {wide.sum(weights, row)});
    }
    return sums;
  }
}
