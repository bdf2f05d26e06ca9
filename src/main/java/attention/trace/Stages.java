package attention.trace;

import attention.matrix.Matrix;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stages of a block of rows, in one head or of the rows as a whole: those that were asked for,
 * and the warnings of each row.
 *
 * @param values a matrix of b rows for each stage that was asked for, in order
 * @param contributions the terms of the contexts; absent if they were not asked for
 * @param warnings b lists, one for each row, empty where nothing went wrong
 */
public record Stages(
    Map<Member, Matrix<?>> values,
    @Nullable Contributions contributions,
    List<List<Warning>> warnings) {}
