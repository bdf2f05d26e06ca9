package attention.kernel;

import jdk.incubator.vector.FloatVector;

/** What the processor's vectors hold. */
final class Lanes {

  private static final int WORTHWHILE = 4;

  private Lanes() {}

  /** Whether vectors are wide enough to be faster than plain Java. */
  static boolean areEnough() {
    return FloatVector.SPECIES_PREFERRED.length() >= WORTHWHILE;
  }
}
