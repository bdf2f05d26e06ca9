package planted.web;

/** Breaks the rule that HTTP does not know the catalogue. */
record KnowsCatalogue(planted.catalogue.Plain catalogue) {}
