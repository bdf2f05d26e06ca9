package planted.picture;

import planted.format.KnowsSpring;

/** Breaks the rule that picture does not know how responses are written. */
class KnowsFormat {
  KnowsSpring above = new KnowsSpring();
}
