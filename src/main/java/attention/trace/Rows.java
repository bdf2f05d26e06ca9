package attention.trace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A computed block of rows. Its last reader closes it; its matrices are then used again for another
 * block.
 *
 * @param identifier the name of the numbers of the rows: {@code queryIndex} or {@code step}
 * @param indices b, the number of each row: the query that it answers, or the step
 * @param tokens b, the label of each row; absent if there are none
 * @param heads the stages of each head; empty if there is only one, unnamed head
 * @param stages the stages of the rows as a whole
 * @param predictions what a decoder read and predicted; absent without a readout
 * @param release gives the matrices back
 */
public record Rows(
    String identifier,
    int[] indices,
    @Nullable List<String> tokens,
    List<Stages> heads,
    Stages stages,
    @Nullable Predictions predictions,
    Runnable release)
    implements AutoCloseable {

  /** A block without predictions. */
  public Rows(
      String identifier,
      int[] indices,
      @Nullable List<String> tokens,
      List<Stages> heads,
      Stages stages,
      Runnable release) {
    this(identifier, indices, tokens, heads, stages, null, release);
  }

  /** A block without predictions whose matrices are not used again. */
  public Rows(
      String identifier,
      int[] indices,
      @Nullable List<String> tokens,
      List<Stages> heads,
      Stages stages) {
    this(identifier, indices, tokens, heads, stages, null, () -> {});
  }

  /** The number of rows, b. */
  public int count() {
    return indices.length;
  }

  @Override
  public void close() {
    release.run();
  }
}
