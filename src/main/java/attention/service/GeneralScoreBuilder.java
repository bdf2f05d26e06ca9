package attention.service;

import attention.matrix.Matrix;
import attention.mechanism.WorkingMemory;
import attention.stage.GeneralProduct;
import attention.stage.Stage;
import attention.trace.Parameters;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Luong's general: q·W·k. */
final class GeneralScoreBuilder<M extends Matrix<M>> implements ScoreBuilder<M> {

  private final ScoreMembers<M> members;
  private final @Nullable CheckedMatrix<M> weights;

  GeneralScoreBuilder(ScoreMembers<M> members) {
    this.members = members;
    if (members.arePresent()) {
      members.lacks("query", members.given().query());
      members.lacks("key", members.given().key());
      members.needs("weights", members.given().weights());
      members.lacks("energy", members.given().energy());
      members.lacks("bias", members.given().bias());
      members.checkRandom(false);
    }
    this.weights = members.matrix(members.given().weights(), members.query(), members.key());
    members.derive(members.query(), members.key());
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
    return (long) members.query().value() * members.key().value();
  }

  @Override
  public long keyWork() {
    return 0;
  }

  @Override
  public int queryColumns() {
    return members.key().value();
  }

  @Override
  public WorkingMemory working(int n) {
    return new WorkingMemory(queryWork() * members.context().dtype().bytesInMemory(), 0);
  }

  @Override
  public Function<M, Stage<M>> build() {
    M matrix = members.table("weights", weights, members.query(), members.key());
    return keys -> new GeneralProduct<>(members.context().kernel(), matrix, keys);
  }

  @Override
  public @Nullable Parameters drawn() {
    return members.drawn();
  }
}
