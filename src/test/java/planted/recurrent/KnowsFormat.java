package planted.recurrent;

import planted.format.KnowsSpring;

/** Breaks the rule that recurrent does not know how rows leave. */
class KnowsFormat {
  KnowsSpring above = new KnowsSpring();
}
