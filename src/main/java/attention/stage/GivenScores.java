package attention.stage;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import attention.trace.Member;

/** Scores that somebody else computed: finite, or −∞ for a key that must not be attended to. */
public record GivenScores<M extends Matrix<M>>(Kernel<M> kernel) implements Stage<M> {

  @Override
  public Member member() {
    return Member.SCORES;
  }

  @Override
  public String formula() {
    return "\\omega_{ij}";
  }

  @Override
  public void apply(M in, int[] queries, M out) {
    kernel.scale(in, 1, out);
  }

  @Override
  public boolean canLeaveRange() {
    return false;
  }
}
