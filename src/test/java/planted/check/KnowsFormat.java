package planted.check;

import planted.format.KnowsSpring;

/** Breaks the rule that a check does not know how it is written. */
class KnowsFormat {
  KnowsSpring above = new KnowsSpring();
}
