package planted.web;

/** A class of HTTP that breaks no rule. */
public record Plain() {}
