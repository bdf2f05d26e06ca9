package attention.problem;

/**
 * One thing that is wrong with a request.
 *
 * @param detail what was expected, what was found, what to do
 */
public record Fault(FaultCode code, Location location, String detail) {}
