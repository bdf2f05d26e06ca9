package planted.openapi;

/** Breaks the rule that the document does not know what serves HTTP. */
record KnowsWeb(planted.web.Plain web) {}
