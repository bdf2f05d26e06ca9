package planted.document;

/** Breaks the rule that a document is sent without knowing what it says. */
record KnowsCatalogue(planted.catalogue.Plain catalogue) {}
