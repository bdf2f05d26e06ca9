package attention.service;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import attention.request.ScoreParameters;
import attention.stage.AdditiveScore;
import attention.stage.Projection;
import attention.stage.Stage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Luong's concat: tanh([q ; k]·W)·v. */
final class ConcatScoreBuilder<M extends Matrix<M>> implements LayeredScoreBuilder<M> {

  private final ScoreMembers<M> members;
  private final Size hidden;
  private final @Nullable CheckedMatrix<M> weights;
  private final @Nullable CheckedMatrix<M> energy;

  ConcatScoreBuilder(ScoreMembers<M> members) {
    this.members = members;
    ScoreParameters given = members.given();
    if (members.arePresent()) {
      members.lacks("query", given.query());
      members.lacks("key", given.key());
      members.needs("weights", given.weights());
      members.needs("energy", given.energy());
      members.lacks("bias", given.bias());
      members.checkRandom(true);
    }
    Size drawn = members.drawnWidth();
    this.weights = members.matrix(given.weights(), both(), Size.UNKNOWN);
    this.hidden = drawn.or(weights == null ? Size.UNKNOWN : weights.columns());
    this.energy = members.vector(given.energy(), hidden);
    members.derive(both(), hidden);
    members.derive(Size.of(1), hidden);
  }

  /** d_q + d_k. */
  private Size both() {
    return members.query().plus(members.key());
  }

  @Override
  public Size hidden() {
    return hidden;
  }

  @Override
  public ScoreMembers<M> members() {
    return members;
  }

  @Override
  public Function<M, Stage<M>> build() {
    Kernel<M> kernel = members.context().kernel();
    M matrix = members.table("weights", weights, both(), hidden);
    int ofQuery = members.query().value();
    Projection<M> query = new Projection<>(kernel, matrix.rows(0, ofQuery), null);
    Projection<M> key = new Projection<>(kernel, matrix.rows(ofQuery, both().value()), null);
    M vector = members.energy(energy, hidden);
    return keys ->
        new AdditiveScore<>(kernel, AdditiveScore.CONCAT, query, key.unrounded(keys), vector);
  }
}
