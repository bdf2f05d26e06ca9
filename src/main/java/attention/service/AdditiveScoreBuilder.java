package attention.service;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import attention.request.ScoreParameters;
import attention.stage.AdditiveScore;
import attention.stage.Projection;
import attention.stage.Stage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Bahdanau's score: tanh(q·W_q + k·W_k + b)·v. */
final class AdditiveScoreBuilder<M extends Matrix<M>> implements LayeredScoreBuilder<M> {

  private final ScoreMembers<M> members;
  private final Size hidden;
  private final @Nullable CheckedMatrix<M> query;
  private final @Nullable CheckedMatrix<M> key;
  private final @Nullable CheckedMatrix<M> bias;
  private final @Nullable CheckedMatrix<M> energy;

  AdditiveScoreBuilder(ScoreMembers<M> members) {
    this.members = members;
    ScoreParameters given = members.given();
    if (members.arePresent()) {
      members.needs("query", given.query());
      members.needs("key", given.key());
      members.lacks("weights", given.weights());
      members.needs("energy", given.energy());
      if (given.random() != null) {
        members.needs("bias", given.bias());
      }
      members.checkRandom(true);
    }
    Size drawn = members.drawnWidth();
    this.query = members.matrix(given.query(), members.query(), Size.UNKNOWN);
    this.hidden = drawn.or(query == null ? Size.UNKNOWN : query.columns());
    this.key = members.matrix(given.key(), members.key(), hidden);
    this.bias = members.vector(given.bias(), hidden);
    this.energy = members.vector(given.energy(), hidden);
    members.derive(members.query(), hidden);
    members.derive(members.key(), hidden);
    members.derive(Size.of(1), hidden);
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
    Projection<M> ofQuery =
        new Projection<>(kernel, members.table("query", query, members.query(), hidden), null);
    Projection<M> ofKey =
        new Projection<>(
            kernel,
            members.table("key", key, members.key(), hidden),
            bias == null ? null : bias.get());
    M weights = members.energy(energy, hidden);
    return keys ->
        new AdditiveScore<>(
            kernel, AdditiveScore.ADDITIVE, ofQuery, ofKey.unrounded(keys), weights);
  }
}
