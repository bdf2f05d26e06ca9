package attention.capacity;

import attention.trace.Mechanism;

/**
 * A request to a mechanism and its outcome.
 *
 * @param representation the form of the response; {@code none} if there was none
 * @param nanos from the arrival of the request until the response was written
 * @param received bytes read of the request's body
 * @param sent bytes of the response
 */
public record Exchange(
    Mechanism mechanism,
    String representation,
    Outcome outcome,
    long nanos,
    long received,
    long sent) {}
