package attention.kernel;

import jdk.incubator.vector.FloatVector;

/** The vector sizes of the processor. */
final class Lanes {

  private static final int WORTHWHILE = 4;

  private Lanes() {}

  /** Whether vectors are wide enough to be faster than plain Java. */
  static boolean areEnough() {
    return FloatVector.SPECIES_PREFERRED.length() >= WORTHWHILE;
  }
}
