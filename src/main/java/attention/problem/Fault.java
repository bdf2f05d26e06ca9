package attention.problem;

/**
 * One thing that is wrong with a request.
 *
 * @param at where: a JSON pointer in fragment form, or {@code ?name} for a query parameter
 * @param detail what was expected, what was found, what to do
 */
public record Fault(FaultCode code, String at, String detail) {}
