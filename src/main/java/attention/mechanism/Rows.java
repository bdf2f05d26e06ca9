package attention.mechanism;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finished block of rows, to be closed by whoever looked at it last: its matrices then serve
 * another block.
 *
 * @param identifier what the numbers of the rows are called
 * @param indices b, the number of each: the query it answers, or the step
 * @param tokens b, the label of each; absent if there are none
 * @param heads what they went through in each head; empty where there is but one, unnamed
 * @param stages what they went through as a whole
 * @param release gives the matrices back
 */
public record Rows(
    String identifier,
    int[] indices,
    @Nullable List<String> tokens,
    List<Stages> heads,
    Stages stages,
    Runnable release)
    implements AutoCloseable {

  /** A block whose matrices serve no other. */
  public Rows(
      String identifier,
      int[] indices,
      @Nullable List<String> tokens,
      List<Stages> heads,
      Stages stages) {
    this(identifier, indices, tokens, heads, stages, () -> {});
  }

  /** b. */
  public int count() {
    return indices.length;
  }

  @Override
  public void close() {
    release.run();
  }
}
