package planted.problem;

/** Breaks the rule that a problem does not know requests. */
record KnowsRequest(planted.request.Plain request) {}
