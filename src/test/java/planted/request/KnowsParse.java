package planted.request;

/** Breaks the rule that a request does not know how it is read. */
public record KnowsParse(planted.parse.Binds reader) {}
