package attention.recurrent;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import attention.mechanism.Warnings;
import attention.trace.Contributions;
import attention.trace.Member;
import attention.trace.Predictions;
import attention.trace.Stages;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** One step as it is computed: its stages, as far as they are wanted, and what went wrong in it. */
final class Step<M extends Matrix<M>> {

  private final Kernel<M> kernel;
  private final Set<Member> wanted;
  private final Warnings warnings;
  private final Map<Member, Matrix<?>> kept = new EnumMap<>(Member.class);
  private @Nullable Contributions contributions;
  private @Nullable IntFunction<boolean[]> allowed;
  private int prediction = Predictions.NONE;

  Step(Kernel<M> kernel, Set<Member> wanted) {
    this.kernel = kernel;
    this.wanted = wanted;
    this.warnings = new Warnings(kernel.dtype(), 1);
  }

  Set<Member> wanted() {
    return wanted;
  }

  Warnings warnings() {
    return warnings;
  }

  /**
   * Takes a stage: warns of the first one that left the range of the dtype, keeps what is wanted.
   */
  void add(Member member, M row) {
    warnings.check(kernel, member, row);
    if (wanted.contains(member)) {
      kept.put(member, row);
    }
  }

  /** Takes the stages from query to context, whose warnings are there already. */
  void add(Stages attended) {
    kept.putAll(attended.values());
    contributions = attended.contributions();
    allowed = attended.allowed();
  }

  void predict(int index) {
    prediction = index;
  }

  /** The index predicted, {@link Predictions#NONE} if there is none. */
  int prediction() {
    return prediction;
  }

  Stages stages() {
    return new Stages(kept, contributions, warnings.rows(), allowed);
  }
}
