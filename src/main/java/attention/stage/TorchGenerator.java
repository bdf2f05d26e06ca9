package attention.stage;

import org.hipparchus.random.RandomGenerator;

/**
 * The generator MT19937 as PyTorch's CPU generator is seeded and read (Matsumoto and Nishimura
 * 1998, "Mersenne Twister", ACM TOMACS 8(1); seeding as their {@code init_genrand} of 2002).
 */
public final class TorchGenerator {

  private final RandomGenerator bits;

  /**
   * @param seed 0 … 2³² − 1; the lower 32 bits count
   */
  public TorchGenerator(long seed) {
    // An int is seeded as init_genrand does; a long would be seeded as an array of two.
    bits = new org.hipparchus.random.MersenneTwister((int) seed);
  }

  /** The next 32 random bits. */
  int nextInt() {
    return bits.nextInt();
  }

  /**
   * A number in [0, 1), as PyTorch makes a {@code float} of a draw: its lower 24 bits divided by
   * 2²⁴.
   */
  public float nextFloat() {
    return (nextInt() & 0xFFFFFF) * 0x1p-24f;
  }
}
