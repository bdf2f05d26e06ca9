package attention.picture;

import attention.trace.Predictions;
import attention.trace.Rows;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the rows of a picture are called. Any thread may add the labels of any block. */
final class RowLabels {

  /** More rows or columns than this have no room for their tokens. */
  static final int MOST_TOKENS = 96;

  private final String identifier;
  private final int[] indices;
  private final @Nullable String[] tokens;

  /**
   * @param identifier the name of the numbers of the rows
   */
  RowLabels(String identifier, int rows) {
    this.identifier = identifier;
    this.indices = new int[rows];
    this.tokens = new String[rows <= MOST_TOKENS ? rows : 0];
  }

  void add(Rows block, int from) {
    for (int row = 0; row < block.count(); row++) {
      indices[from + row] = block.indices()[row];
      if (tokens.length > 0) {
        tokens[from + row] = token(block, row);
      }
    }
  }

  /** The token of a row; where a decoder reads its own predictions, the prediction. */
  private static @Nullable String token(Rows block, int row) {
    if (block.tokens() != null) {
      return block.tokens().get(row);
    }
    Predictions predictions = block.predictions();
    return predictions == null || predictions.tokens() == null
        ? null
        : predictions.tokens().get(row);
  }

  /** Whether the rows are steps of a decoder. */
  boolean areSteps() {
    return identifier.equals("step");
  }

  int index(int row) {
    return indices[row];
  }

  /** The tokens; absent if a row has none, or if they have no room. */
  @Nullable List<String> tokens() {
    if (tokens.length == 0) {
      return null;
    }
    List<@Nullable String> all = Arrays.asList(tokens);
    return all.contains(null)
        ? null
        : List.copyOf(Arrays.asList(Arrays.copyOf(tokens, tokens.length)));
  }
}
