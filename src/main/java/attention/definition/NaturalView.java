package attention.definition;

import attention.trace.Mechanism;
import attention.trace.Member;

/** Stages as the contract has them: the rows that are answered, the heads in front. */
public final class NaturalView implements View {

  private final Recomputation computation;
  private final boolean ofHeads;

  public NaturalView(Recomputation computation) {
    this.computation = computation;
    this.ofHeads = computation.definition().get(Part.MECHANISM) == Mechanism.MULTI_HEAD;
  }

  public Recomputation computation() {
    return computation;
  }

  private int rowsOfHead(Member stage) {
    return Layout.isOfKeys(stage)
        ? computation.width(Member.SCORES)
        : computation.answered().length;
  }

  @Override
  public int[] shape(Member stage) {
    int rows = rowsOfHead(stage);
    boolean heads = ofHeads && Layout.isOfHead(stage);
    if (stage.isScalar()) {
      return heads ? new int[] {computation.heads(), rows} : new int[] {rows};
    }
    int width = computation.width(stage);
    return heads ? new int[] {computation.heads(), rows, width} : new int[] {rows, width};
  }

  @Override
  public int width(Member stage) {
    return stage.isScalar() ? 1 : computation.width(stage);
  }

  /** A row, which is compared with another. */
  @Override
  public double[] row(Member stage, int row) {
    computation.spend(width(stage));
    if (Layout.isOfKeys(stage)) {
      return computation.row(stage, 0, row);
    }
    int[] answered = computation.answered();
    return computation.row(stage, row / answered.length, answered[row % answered.length]);
  }
}
