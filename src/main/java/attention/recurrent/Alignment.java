package attention.recurrent;

import attention.matrix.Matrix;
import attention.mechanism.Pipeline;
import attention.stage.Normalization;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the decoder attends to the annotations.
 *
 * @param scoring what weighs them; absent = the last annotation is the context of every step (Cho
 *     et al. 2014, arXiv:1406.1078, section 2.2)
 * @param query which state asks
 * @param combine what makes the attentional vector of the current state; absent = nothing does
 */
public record Alignment<M extends Matrix<M>>(
    Normalization normalization,
    @Nullable Scoring<M> scoring,
    QueryState query,
    @Nullable Combine<M> combine) {

  public Alignment {
    if (combine != null && query != QueryState.CURRENT) {
      throw new IllegalArgumentException("Only the current state is combined with its context");
    }
  }

  /** Bahdanau's order: the previous state asks. */
  public Alignment(Normalization normalization, @Nullable Scoring<M> scoring) {
    this(normalization, scoring, QueryState.PREVIOUS, null);
  }

  /** Whether the cell reads the attentional vector of the step before. */
  boolean feedsInput() {
    return combine != null && combine.inputFeeding();
  }

  /**
   * What weighs annotations.
   *
   * @param pipeline makes it over annotations, n × width
   */
  public record Scoring<M extends Matrix<M>>(Function<M, Pipeline<M>> pipeline) {}
}
