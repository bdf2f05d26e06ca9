package attention.service;

import attention.matrix.Matrix;
import attention.mechanism.WorkingMemory;
import attention.problem.Pointer;
import attention.request.ScoreParameters;
import attention.stage.Score;
import attention.stage.Stage;
import attention.trace.Parameters;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A score function with its parameters. Each function has its own builder. */
sealed interface ScoreBuilder<M extends Matrix<M>>
    permits DirectScoreBuilder, GeneralScoreBuilder, LayeredScoreBuilder {

  /**
   * Checks the parameters of a score.
   *
   * @param at where they are, or would be
   * @param query d_q
   * @param key d_k
   * @return nothing for the score none
   */
  static <M extends Matrix<M>> @Nullable ScoreBuilder<M> of(
      PlanContext<M> context,
      Score score,
      @Nullable ScoreParameters parameters,
      Pointer at,
      Size query,
      Size key) {
    ScoreMembers<M> members = new ScoreMembers<>(context, score, parameters, at, query, key);
    return switch (score) {
      case DOT -> new DirectScoreBuilder<>(members);
      case GENERAL -> new GeneralScoreBuilder<>(members);
      case ADDITIVE -> new AdditiveScoreBuilder<>(members);
      case CONCAT -> new ConcatScoreBuilder<>(members);
      case NONE -> {
        members.takesNone();
        yield null;
      }
    };
  }

  /** a, the width of a layer between query and key; 0 if there is none. */
  Size hidden();

  /** The multiply-adds of the score of one query and one key. */
  long cellWork();

  /** The multiply-adds of what is computed once for each query. */
  long queryWork();

  /** The multiply-adds of what is computed once for each key. */
  long keyWork();

  /** The width of what it makes of a query before that meets a key; 0 if nothing. */
  int queryColumns();

  /**
   * What it takes beside the vectors: packed parameters, and what it computes in.
   *
   * @param n the number of keys
   */
  WorkingMemory working(int n);

  /** The score function over keys, n × d_k; draws its parameters if they are drawn. */
  Function<M, Stage<M>> build();

  /** What {@link #build} drew, in the form of a request; nothing if nothing. */
  @Nullable Parameters drawn();
}
