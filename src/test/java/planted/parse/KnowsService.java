package planted.parse;

/** Breaks the rule that reading does not know planning. */
record KnowsService(planted.service.Plain service) {}
