package planted.service;

/** A service that breaks no rule. */
public record Plain() {}
