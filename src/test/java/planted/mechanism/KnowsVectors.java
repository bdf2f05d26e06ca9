package planted.mechanism;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Breaks the rule that the Vector API stays where numbers are computed and written. */
class KnowsVectors {
  VectorSpecies<Float> species = FloatVector.SPECIES_PREFERRED;
}
