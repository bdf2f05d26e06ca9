package attention.request;

import attention.problem.Faults;

/**
 * A request that could be read.
 *
 * @param faults what reading found that prevents its computation
 * @param bytes how many bytes of the body it takes in memory
 * @param numbers how many numbers it holds as {@code double}
 */
public record Received<T extends AttentionRequest>(
    T request, Faults faults, long bytes, long numbers) {}
