package attention.recurrent;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import attention.mechanism.AllowedKeys;
import attention.mechanism.Head;
import attention.mechanism.Outside;
import attention.mechanism.Warnings;
import attention.mechanism.Workspace;
import attention.trace.Formula;
import attention.trace.Member;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The contexts of the decoder's steps: z_t = Σ_j α_tj h_j, or the last annotation for every t.
 *
 * @param outside the annotations that left the range of the dtype
 * @param head weighs the annotations; absent = nothing does
 */
record Contexts<M extends Matrix<M>>(
    Kernel<M> kernel, Encoding<M> encoding, Outside outside, @Nullable Head<M> head) {

  /** The formula of a context without attention, in LaTeX. */
  static final String LAST = "z_t = h_n";

  static <M extends Matrix<M>> Contexts<M> of(
      Kernel<M> kernel, Encoding<M> encoding, Alignment<M> alignment) {
    M annotations = encoding.annotations();
    Outside outside = Outside.of(kernel, annotations);
    if (alignment.scoring() == null) {
      return new Contexts<>(kernel, encoding, outside, null);
    }
    return new Contexts<>(
        kernel,
        encoding,
        outside,
        new Head<>(
            annotations.rows(), alignment.scoring().pipeline().apply(annotations), annotations));
  }

  /** The formulas from scores to context. */
  List<Formula> formulas(Set<Member> wanted) {
    return head == null ? List.of(new Formula(Member.CONTEXT, LAST)) : head.formulas(wanted);
  }

  /** Warns where an annotation that counts in step t left the range; without a head all count. */
  void warn(int t, Warnings warnings) {
    int[] steps = {t};
    AllowedKeys allowed =
        head == null
            ? new AllowedKeys(List.of(), steps, encoding.annotations().rows())
            : head.allowed(steps);
    warnings.checkKeys(Member.ANNOTATIONS, outside, allowed);
  }

  /**
   * The context of step t.
   *
   * @param query 1 × h
   * @param step takes the stages
   * @return 1 × width of an annotation
   */
  M of(int t, M query, Step<M> step, Workspace<M> space) {
    step.add(Member.QUERY, query);
    if (head == null) {
      step.add(Member.CONTEXT, encoding.last());
      return encoding.last();
    }
    M context = kernel.zeros(1, encoding.annotations().columns());
    int[] steps = {t};
    step.add(head.rows(query, steps, step.wanted(), context, step.warnings(), space));
    return context;
  }
}
