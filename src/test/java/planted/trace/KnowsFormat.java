package planted.trace;

import planted.format.KnowsSpring;

/** Breaks the rule that trace does not know how it is written. */
class KnowsFormat {
  KnowsSpring above = new KnowsSpring();
}
