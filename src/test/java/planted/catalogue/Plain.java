package planted.catalogue;

/** A catalogue that breaks no rule. */
public record Plain() {}
