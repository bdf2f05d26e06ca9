package attention.mechanism;

/**
 * The generator MT19937, whose numbers PyTorch's CPU generator gives too (Matsumoto and Nishimura
 * 1998, "Mersenne Twister", ACM TOMACS 8(1); seeding as their {@code init_genrand} of 2002). The
 * paper's names: n = 624, m = 397, a = {@link #TWIST}.
 */
public final class MersenneTwister {

  private static final int N = 624;
  private static final int M = 397;
  private static final int TWIST = 0x9908B0DF;

  private final int[] state = new int[N];
  private int next = N;

  /**
   * @param seed 0 … 2³² − 1; the lower 32 bits count
   */
  public MersenneTwister(long seed) {
    state[0] = (int) seed;
    for (int i = 1; i < N; i++) {
      int previous = state[i - 1];
      state[i] = 1_812_433_253 * (previous ^ (previous >>> 30)) + i;
    }
  }

  /** The next 32 random bits. */
  int nextInt() {
    if (next == N) {
      renew();
    }
    int y = state[next++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9D2C5680;
    y ^= (y << 15) & 0xEFC60000;
    return y ^ (y >>> 18);
  }

  /**
   * A number in [0, 1), as PyTorch makes a {@code float} of a draw: its lower 24 bits divided by
   * 2²⁴.
   */
  public float nextFloat() {
    return (nextInt() & 0xFFFFFF) * 0x1p-24f;
  }

  private void renew() {
    for (int i = 0; i < N; i++) {
      int y = (state[i] & 0x80000000) | (state[(i + 1) % N] & 0x7FFFFFFF);
      state[i] = state[(i + M) % N] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : TWIST);
    }
    next = 0;
  }
}
