package planted.web;

import com.fasterxml.jackson.databind.JsonNode;

/** Knows the Jackson that is not ours. */
record KnowsJackson2(JsonNode node) {}
