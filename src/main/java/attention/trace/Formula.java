package attention.trace;

/**
 * A stage that a request goes through.
 *
 * @param member its name in the answer
 * @param latex its formula
 */
public record Formula(Member member, String latex) {}
