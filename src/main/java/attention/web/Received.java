package attention.web;

/**
 * A request that could be read.
 *
 * @param faults what reading found that prevents its computation
 */
record Received<T extends Record>(T request, Faults faults) {}
