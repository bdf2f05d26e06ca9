package attention.check;

import attention.definition.Dependencies;
import attention.mistake.Mistake;
import attention.mistake.Variant;
import attention.trace.Member;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mistake that was tried alone, in one way.
 *
 * @param failing the first stage that it does not reproduce; absent if there is none, or it is not
 *     known
 * @param replaced the parts that it replaces, as bits
 */
record Attempt(
    Mistake mistake,
    Variant variant,
    boolean computable,
    @Nullable Member failing,
    long replaced,
    Dependencies dependencies) {

  /** A mistake that was tried alone, in every way. */
  record All(Mistake mistake, List<Attempt> attempts) {}

  boolean isShownAsItIs() {
    return variant.isShownAsItIs();
  }

  /** Whether a stage that is not reproduced can be another one by this; absent = not known. */
  boolean affects(@Nullable Member stage) {
    return stage == null || replaced == 0 || (replaced & dependencies.of(stage)) != 0;
  }
}
