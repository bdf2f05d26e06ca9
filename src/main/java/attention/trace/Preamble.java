package attention.trace;

import attention.matrix.Dtype;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is above the rows of an answer.
 *
 * @param normalization its name, as a request gives it
 * @param stages what the request goes through, in order
 * @param tokens a label per key; absent if none were given
 * @param parameters what was drawn, and the projected keys and values, by name and in order
 */
public record Preamble(
    Mechanism mechanism,
    Dtype dtype,
    String normalization,
    Shape shape,
    List<Formula> stages,
    @Nullable List<String> tokens,
    Map<String, Parameters> parameters) {}
