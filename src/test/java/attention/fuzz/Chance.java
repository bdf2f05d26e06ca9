package attention.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/** Draws that are the same for the same seed and number of a try. */
final class Chance {

  private final SplittableRandom random;

  Chance(long seed, long number) {
    random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number);
  }

  /** True once in so many draws. */
  boolean onceIn(int draws) {
    return random.nextInt(draws) == 0;
  }

  /** A number from 0 to below the bound. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
