package planted.catalogue;

/** Breaks the rule that the catalogue computes nothing. */
record KnowsService(planted.service.Plain service) {}
