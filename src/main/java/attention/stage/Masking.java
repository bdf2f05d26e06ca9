package attention.stage;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import attention.trace.Member;

/** Scores where attending is allowed, −∞ elsewhere; never a finite stand-in. */
public record Masking<M extends Matrix<M>>(Kernel<M> kernel, Mask mask) implements Stage<M> {

  /** In LaTeX, with the letters of the answer. */
  public static final String FORMULA =
      "\\omega_{ij} \\leftarrow \\omega_{ij} \\text{ if } j \\text{ is allowed, else } -\\infty";

  @Override
  public Member member() {
    return Member.MASKED_SCORES;
  }

  @Override
  public String formula() {
    return FORMULA;
  }

  @Override
  public void apply(M in, int[] queries, M out) {
    boolean[] allowed = new boolean[out.columns()];
    for (int row = 0; row < queries.length; row++) {
      mask.write(queries[row], allowed);
      kernel.mask(in, row, allowed, out);
    }
  }

  @Override
  public void forbid(int query, boolean[] allowed) {
    mask.restrict(query, allowed);
  }

  @Override
  public boolean canLeaveRange() {
    return false;
  }
}
