package planted.trial;

/** Breaks the rule that a trial does not know requests. */
record KnowsRequest(planted.request.Plain request) {}
