package planted.request;

/** A request that breaks no rule. */
public record Plain() {}
