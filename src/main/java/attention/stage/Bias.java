package attention.stage;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import attention.trace.Member;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Scores plus a number for each query and key; −∞ in a bias forbids the key.
 *
 * @param shared q × n over all queries, finite or −∞; absent where only the head has a bias
 * @param own the same, of one head alone
 * @param alibi what the distance takes away; absent = nothing
 */
public record Bias<M extends Matrix<M>>(
    Kernel<M> kernel, @Nullable M shared, @Nullable M own, @Nullable Alibi alibi)
    implements Stage<M> {

  /** Matrices alone. */
  public Bias(Kernel<M> kernel, @Nullable M shared, @Nullable M own) {
    this(kernel, shared, own, null);
  }

  /**
   * Every formula that a bias can have.
   *
   * @param heads whether a head can have a bias of its own
   */
  public static List<String> formulas(boolean heads) {
    if (!heads) {
      return List.of(formula(true, false, false));
    }
    return IntStream.range(1, 8)
        .mapToObj(terms -> formula((terms & 1) != 0, (terms & 2) != 0, (terms & 4) != 0))
        .toList();
  }

  private static String formula(boolean shared, boolean own, boolean alibi) {
    return "\\omega_{ij} \\leftarrow \\omega_{ij}"
        + (shared ? " + \\text{bias}_{ij}" : "")
        + (own ? " + \\text{headBias}^{(h)}_{ij}" : "")
        + (alibi ? " - \\text{slope}^{(h)} \\cdot |i + \\text{offset} - j|" : "");
  }

  @Override
  public Member member() {
    return Member.BIASED_SCORES;
  }

  @Override
  public String formula() {
    return formula(shared != null, own != null, alibi != null);
  }

  @Override
  public void apply(M in, int[] queries, M out) {
    M current = in;
    if (shared != null) {
      kernel.wide().add(current, shared.select(queries), out);
      current = out;
    }
    if (own != null) {
      kernel.wide().add(current, own.select(queries), out);
      current = out;
    }
    if (alibi != null) {
      alibi.add(kernel, current, queries, out);
    }
    kernel.round(out);
  }

  @Override
  public void forbid(int query, boolean[] allowed) {
    forbid(shared, query, allowed);
    forbid(own, query, allowed);
  }

  @Override
  public int forbidden(int query, int keys) {
    M only = shared == null ? own : shared;
    boolean both = shared != null && own != null;
    return both || only == null ? -1 : keys - kernel.countFinite(only, query);
  }

  private void forbid(@Nullable M bias, int query, boolean[] allowed) {
    if (bias == null || kernel.countFinite(bias, query) == allowed.length) {
      return;
    }
    for (int key = 0; key < allowed.length; key++) {
      allowed[key] &= Double.isFinite(bias.at(query, key));
    }
  }
}
