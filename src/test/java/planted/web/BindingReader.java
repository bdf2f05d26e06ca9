package planted.web;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Breaks the rule that no request is bound to data. */
class BindingReader {
  @Nullable JsonNode tree;
}
