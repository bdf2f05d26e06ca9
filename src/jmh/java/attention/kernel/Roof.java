package attention.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * What the machine can do at best, on one core: multiplications and additions in registers, and
 * bytes out of memory.
 */
public final class Roof {

  /** Each is twelve multiplications and additions of all lanes. */
  private static final int ROUNDS = 100_000;

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  /** The floating-point operations of {@link #fma}. */
  public static final long OPERATIONS = 24L * SPECIES.length() * ROUNDS;

  /** What {@link #read} reads. */
  public static final int BYTES = 256 << 20;

  private final float[] memory = new float[BYTES / Float.BYTES];
  private final float factor = 0.999f;

  /** The bits of a vector of this machine. */
  public static int bits() {
    return SPECIES.vectorBitSize();
  }

  /**
   * {@link #OPERATIONS} operations in registers. Eight chains would do for two units that take four
   * cycles, if none ever waited for the wrong unit; twelve fit into the sixteen registers of AVX2.
   */
  public float fma() {
    FloatVector x = FloatVector.broadcast(SPECIES, factor);
    FloatVector a = x;
    FloatVector b = x.add(1);
    FloatVector c = x.add(2);
    FloatVector d = x.add(3);
    FloatVector e = x.add(4);
    FloatVector f = x.add(5);
    FloatVector g = x.add(6);
    FloatVector h = x.add(7);
    FloatVector i = x.add(8);
    FloatVector j = x.add(9);
    FloatVector k = x.add(10);
    FloatVector l = x.add(11);
    for (int round = 0; round < ROUNDS; round++) {
      a = a.fma(x, x);
      b = b.fma(x, x);
      c = c.fma(x, x);
      d = d.fma(x, x);
      e = e.fma(x, x);
      f = f.fma(x, x);
      g = g.fma(x, x);
      h = h.fma(x, x);
      i = i.fma(x, x);
      j = j.fma(x, x);
      k = k.fma(x, x);
      l = l.fma(x, x);
    }
    FloatVector first = a.add(b).add(c).add(d).add(e).add(f);
    FloatVector second = g.add(h).add(i).add(j).add(k).add(l);
    return first.add(second).reduceLanes(VectorOperators.ADD);
  }

  /** {@link #BYTES} out of memory. */
  public float read() {
    FloatVector a = FloatVector.zero(SPECIES);
    FloatVector b = a;
    int step = 2 * SPECIES.length();
    for (int p = 0; p < memory.length; p += step) {
      a = a.add(FloatVector.fromArray(SPECIES, memory, p));
      b = b.add(FloatVector.fromArray(SPECIES, memory, p + SPECIES.length()));
    }
    return a.add(b).reduceLanes(VectorOperators.ADD);
  }
}
