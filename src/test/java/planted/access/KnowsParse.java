package planted.access;

/** Breaks the rule that who may call is decided before the request is read. */
record KnowsParse(planted.parse.Binds body) {}
