package attention.mechanism;

import attention.matrix.Matrix;
import attention.stage.HeadLayout;
import attention.stage.Projection;
import attention.stage.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of queries, keys and values.
 *
 * @param named whether each head is in the answer by its number, and the contexts side by side
 * @param score makes the score function over the keys of a key/value head, n × d_k, once for all
 *     query heads that read it
 * @param output projects the contexts side by side; absent = nothing does
 */
public record Heads<M extends Matrix<M>>(
    HeadLayout layout,
    boolean named,
    Function<M, Stage<M>> score,
    PipelineFactory<M> pipelines,
    @Nullable Projection<M> output) {

  /** Puts the pipeline of one head together. */
  @FunctionalInterface
  public interface PipelineFactory<M extends Matrix<M>> {

    /**
     * The pipeline of a head.
     *
     * @param score its score function, which it may share with other heads
     */
    Pipeline<M> pipeline(int head, Stage<M> score);
  }

  /** The formula of the contexts side by side, in LaTeX. */
  static final String CONCATENATED = "z_i = [z_i^{(1)} ; \\dots ; z_i^{(H)}]";

  /** One head without a name. */
  public static <M extends Matrix<M>> Heads<M> single(
      Function<M, Stage<M>> score, PipelineFactory<M> pipelines) {
    return new Heads<>(HeadLayout.SINGLE, false, score, pipelines, null);
  }

  /**
   * The heads over keys and values.
   *
   * @param keys n × the key columns of all key/value heads, projected
   * @param values those of each key/value head
   */
  List<Head<M>> over(M keys, List<Values<M>> values) {
    List<Stage<M>> scores = new ArrayList<>(layout.keyValueHeads());
    for (M part : layout.keyValues(keys)) {
      scores.add(score.apply(part));
    }
    List<Head<M>> heads = new ArrayList<>(layout.heads());
    for (int head = 0; head < layout.heads(); head++) {
      int shared = layout.keyValueHead(head);
      Pipeline<M> pipeline = pipelines.pipeline(head, scores.get(shared));
      heads.add(new Head<>(pipeline, keys.rows(), values.get(shared)));
    }
    return heads;
  }
}
