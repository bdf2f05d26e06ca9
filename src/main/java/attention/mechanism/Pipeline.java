package attention.mechanism;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import attention.stage.Normalization;
import attention.stage.Stage;
import attention.trace.Checkpoint;
import attention.trace.Formula;
import attention.trace.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From queries to weights: the score function, the stages that the request adds, and the
 * normalization. There is one pipeline; the mechanisms differ in what they put into it.
 *
 * <p>A key that a query must not attend to is as if it were not there: its scores may be anything,
 * and it neither changes a weight of another key nor raises a warning.
 *
 * @param stages the score function first, then the others in the order in which they apply
 * @param sink a logit that takes part in the denominator of the normalization only; absent = none
 */
public record Pipeline<M extends Matrix<M>>(
    Kernel<M> kernel, List<Stage<M>> stages, Normalization normalization, @Nullable Double sink) {

  /** A row of so many scores may take a millisecond, if it is sorted. */
  private static final int MANY_KEYS = 4_096;

  /** The formula of the share of a sink, in LaTeX. */
  static final String SINK_WEIGHT = "1 - \\sum_j \\alpha_{ij}";

  public Pipeline {
    stages = List.copyOf(stages);
    if (sink != null && !normalization.takesSink()) {
      throw new IllegalArgumentException("No sink can take part in " + normalization);
    }
  }

  /** A pipeline without a sink. */
  public Pipeline(Kernel<M> kernel, List<Stage<M>> stages, Normalization normalization) {
    this(kernel, stages, normalization, null);
  }

  /**
   * The formulas in the order in which they apply.
   *
   * @param wanted of the numbers that describe a row, only these have a formula
   */
  List<Formula> formulas(Set<Member> wanted) {
    List<Formula> formulas = new ArrayList<>();
    stages.forEach(stage -> formulas.add(new Formula(stage.member(), stage.formula())));
    Map<Member, String> numbers = RowDiagnostics.formulas(sink != null);
    numbers.keySet().retainAll(wanted);
    String weights = sink == null ? normalization.formula() : normalization.formulaWithSink();
    numbers.put(Member.WEIGHTS, weights);
    if (sink != null) {
      numbers.put(Member.SINK_WEIGHT, SINK_WEIGHT);
    }
    numbers.forEach((member, latex) -> formulas.add(new Formula(member, latex)));
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
        warnOfOverflow(stage, next, block);
      }
      block.keep(stage.member(), next);
      reusable = !block.wants(stage.member());
      current = next;
    }
    M weights = reusable ? current : block.stage();
    normalize(current, weights, block);
    return weights;
  }

  private void warnOfOverflow(Stage<M> stage, M out, Block<M> block) {
    for (int row = 0; row < block.rows(); row++) {
      int outside = out.columns() - kernel.countFinite(out, row);
      if (outside > 0 && !areForbidden(outside, stage, row, block)) {
        int key = firstOutside(out, row, block.allowed().of(row));
        if (key >= 0 && !block.warnings().hasFailed(row)) {
          block.warnings().overflow(row, stage.member(), key);
        }
      }
    }
  }

  /** Whether so many scores are −∞ because the stage forbids their keys, in a row finite before. */
  private boolean areForbidden(int outside, Stage<M> stage, int row, Block<M> block) {
    return !block.allowed().isKnown(row)
        && !block.warnings().hasFailed(row)
        && stage.forbidden(block.queries()[row], block.keys()) == outside;
  }

  private int firstOutside(M out, int row, boolean[] allowed) {
    for (int key = 0; key < allowed.length; key++) {
      if (allowed[key] && !Double.isFinite(out.at(row, key))) {
        return key;
      }
    }
    return -1;
  }

  private void normalize(M scores, M weights, Block<M> block) {
    double logit = sink == null ? Double.NEGATIVE_INFINITY : kernel.dtype().round(sink);
    RowNormalizer<M> normalizer = new RowNormalizer<>(kernel, normalization, logit, block);
    for (int row = 0; row < block.rows(); row++) {
      if (block.keys() >= MANY_KEYS) {
        Checkpoint.pass();
      }
      boolean failed = block.warnings().hasFailed(row);
      boolean asComputed = !failed && !block.allowed().isKnown(row);
      M masked = asComputed ? scores : masked(scores, row, weights, block);
      if (failed && !block.allowed().isEmpty(row)) {
        normalizer.leaveOut(row, weights);
      } else {
        normalizer.normalize(masked, row, weights);
      }
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
