package attention.stage;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import attention.trace.Member;

/**
 * Scores bent into (−cap, cap): cap · tanh(ω / cap), as Gemma 2 does (arXiv:2408.00118, section 2).
 */
public record Softcap<M extends Matrix<M>>(Kernel<M> kernel, double cap) implements Stage<M> {

  /** In LaTeX, with the letters of the answer. */
  public static final String FORMULA =
      "\\omega_{ij} \\leftarrow \\text{softcap} \\cdot \\tanh(\\omega_{ij} / \\text{softcap})";

  @Override
  public Member member() {
    return Member.CAPPED_SCORES;
  }

  @Override
  public String formula() {
    return FORMULA;
  }

  @Override
  public void apply(M in, int[] queries, M out) {
    kernel.softcap(in, cap, out);
  }
}
