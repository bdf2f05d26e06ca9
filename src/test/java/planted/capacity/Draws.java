package planted.capacity;

import org.hipparchus.random.RandomGenerator;

/** Breaks the rule that random numbers are drawn in one place. */
public record Draws(RandomGenerator generator) {}
