package planted.kernel;

import org.jspecify.annotations.Nullable;
import planted.matrix.KnowsKernel;
import planted.mechanism.KnowsJson;

/** Breaks the rule that kernel uses matrix only. */
public class KnowsMechanism {
  @Nullable KnowsJson above;
  @Nullable KnowsKernel below;
}
