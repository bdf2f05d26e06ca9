package attention.problem;

/** Where in a request a fault is. */
public sealed interface Location permits Pointer, Parameter {}
