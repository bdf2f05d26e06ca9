package attention.request;

import attention.problem.Faults;

/**
 * A request that could be read.
 *
 * @param faults what reading found that prevents its computation
 * @param bytes the memory that its values hold, the copy of its numbers in the dtype included
 */
public record Received<T extends AttentionRequest>(T request, Faults faults, long bytes) {}
