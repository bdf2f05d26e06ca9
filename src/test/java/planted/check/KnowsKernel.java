package planted.check;

import planted.kernel.KnowsMechanism;

/** Breaks the rule that check uses mechanism, recurrent and matrix only. */
class KnowsKernel {
  KnowsMechanism below = new KnowsMechanism();
}
