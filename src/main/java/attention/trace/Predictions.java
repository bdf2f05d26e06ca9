package attention.trace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a decoder that reads its steps out predicted in a block of b rows. Each part is absent if it
 * is not asked for.
 *
 * @param inputIndices b, the earlier prediction that each step read; absent unless the decoder is
 *     fed by its own predictions
 * @param indices b, what each step predicted, {@link #NONE} where its logits are not finite
 * @param tokens b, the names of the predictions, null where there is none
 */
public record Predictions(
    int @Nullable [] inputIndices,
    int @Nullable [] indices,
    @Nullable List<@Nullable String> tokens) {

  /** No prediction. */
  public static final int NONE = -1;
}
