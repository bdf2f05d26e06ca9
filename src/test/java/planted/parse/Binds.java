package planted.parse;

import tools.jackson.databind.JsonNode;

/** Breaks the rule that no request is bound to data. */
public record Binds(JsonNode tree) {}
