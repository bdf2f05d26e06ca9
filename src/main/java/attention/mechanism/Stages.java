package attention.mechanism;

import attention.matrix.Matrix;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a block of rows went through: the stages asked for, and what went wrong in each row.
 *
 * @param values a matrix of b rows for each stage asked for
 * @param contributions the terms of the contexts, if asked for
 * @param warnings b lists, empty where nothing went wrong
 */
public record Stages(
    Map<Member, Matrix<?>> values,
    @Nullable Contributions<?> contributions,
    List<List<Warning>> warnings) {}
