package planted.web;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Breaks the rule that nothing is bound to data. */
class KnowsDatabind {
  @Nullable JsonNode tree;
}
