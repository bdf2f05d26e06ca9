package attention.service;

import attention.matrix.Matrix;
import attention.mechanism.WorkingMemory;
import attention.stage.Score;
import attention.stage.Stage;
import attention.trace.Parameters;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A score without parameters that makes nothing of a query or a key before they meet. */
record DirectScoreBuilder<M extends Matrix<M>>(ScoreMembers<M> members) implements ScoreBuilder<M> {

  DirectScoreBuilder {
    members.takesNone();
  }

  @Override
  public Size hidden() {
    return Size.of(0);
  }

  @Override
  public long cellWork() {
    return members.key().value();
  }

  @Override
  public long queryWork() {
    return 0;
  }

  @Override
  public long keyWork() {
    return 0;
  }

  @Override
  public int queryColumns() {
    return 0;
  }

  @Override
  public WorkingMemory working(int n) {
    return WorkingMemory.NONE;
  }

  @Override
  public Function<M, Stage<M>> build() {
    Score.Direct direct = Objects.requireNonNull(members.score().direct());
    return keys -> direct.over(members.context().kernel(), keys);
  }

  @Override
  public @Nullable Parameters drawn() {
    return null;
  }
}
