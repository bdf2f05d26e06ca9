package attention.capacity;

import attention.mechanism.Mechanism;

/**
 * A request for attention and what became of it.
 *
 * @param representation the form in which its answer left; {@code none} if none did
 * @param nanos from its arrival until its answer was written
 * @param received bytes of its body that were read
 * @param sent bytes of its answer
 */
public record Exchange(
    Mechanism mechanism,
    String representation,
    Outcome outcome,
    long nanos,
    long received,
    long sent) {}
