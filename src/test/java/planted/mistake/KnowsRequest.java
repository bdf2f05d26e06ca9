package planted.mistake;

/** Breaks the rule that a mistake does not know requests. */
record KnowsRequest(planted.request.Plain request) {}
