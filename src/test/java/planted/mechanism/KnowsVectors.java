package planted.mechanism;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Breaks the rule that the Vector API stays in kernel. */
class KnowsVectors {
  VectorSpecies<Float> species = FloatVector.SPECIES_PREFERRED;
}
