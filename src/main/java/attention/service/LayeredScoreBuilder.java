package attention.service;

import attention.matrix.Matrix;
import attention.mechanism.WorkingMemory;
import attention.stage.AdditiveScore;
import attention.trace.Parameters;
import org.jspecify.annotations.Nullable;

/** A score with a layer of tanh between query and key, into which both are multiplied. */
sealed interface LayeredScoreBuilder<M extends Matrix<M>> extends ScoreBuilder<M>
    permits AdditiveScoreBuilder, ConcatScoreBuilder {

  /** Its parameters, and the widths of queries and keys. */
  ScoreMembers<M> members();

  @Override
  default long cellWork() {
    return hidden().value() * (Work.tanh(members().context().dtype()) + 1);
  }

  @Override
  default long queryWork() {
    return (long) members().query().value() * hidden().value();
  }

  @Override
  default long keyWork() {
    return (long) members().key().value() * hidden().value();
  }

  @Override
  default int queryColumns() {
    return hidden().value();
  }

  @Override
  default WorkingMemory working(int n) {
    int bytes = members().context().dtype().bytesInMemory();
    long packed = keyWork() + queryWork();
    return new WorkingMemory(
        packed * bytes, AdditiveScore.workingNumbers(n, hidden().value()) * bytes);
  }

  @Override
  default @Nullable Parameters drawn() {
    return members().drawn();
  }
}
