package attention.trace;

import attention.matrix.Matrix;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The stages of a block of rows, in one head or of the rows as a whole: those that were asked for,
 * and the warnings of each row.
 *
 * @param values a matrix of b rows for each stage that was asked for, in order
 * @param contributions the terms of the contexts; absent if they were not asked for
 * @param warnings b lists, one for each row, empty where nothing went wrong
 * @param allowed the keys that the query of a row may attend to: n, true = may, not to be written;
 *     absent where the stages are not over keys. For one thread at a time
 */
public record Stages(
    Map<Member, Matrix<?>> values,
    @Nullable Contributions contributions,
    List<List<Warning>> warnings,
    @Nullable IntFunction<boolean[]> allowed) {

  /** Stages that are not over keys. */
  public Stages(
      Map<Member, Matrix<?>> values,
      @Nullable Contributions contributions,
      List<List<Warning>> warnings) {
    this(values, contributions, warnings, null);
  }
}
