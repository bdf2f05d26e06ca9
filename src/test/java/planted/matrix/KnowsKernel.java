package planted.matrix;

import planted.kernel.KnowsMechanism;

/** Breaks the rule that matrix uses the JDK only, and closes a cycle with kernel. */
public class KnowsKernel {
  KnowsMechanism above = new KnowsMechanism();
}
