/** A room of the house of planted faults. */
@NullMarked
package planted.mechanism;

import org.jspecify.annotations.NullMarked;
