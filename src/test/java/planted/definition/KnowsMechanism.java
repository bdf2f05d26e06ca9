package planted.definition;

import planted.mechanism.KnowsJson;

/** Breaks the rule that the definition does not know the mechanism that it is compared with. */
class KnowsMechanism {
  KnowsJson same = new KnowsJson();
}
