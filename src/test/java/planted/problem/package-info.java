/** A room of the house of planted faults. */
@NullMarked
package planted.problem;

import org.jspecify.annotations.NullMarked;
