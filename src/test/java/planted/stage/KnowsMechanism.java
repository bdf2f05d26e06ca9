package planted.stage;

import planted.mechanism.KnowsJson;

/** Breaks the rule that a stage does not know the mechanism that it is part of. */
class KnowsMechanism {
  KnowsJson above = new KnowsJson();
}
