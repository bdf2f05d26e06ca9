/** A room of the house of planted faults. */
@NullMarked
package planted.kernel;

import org.jspecify.annotations.NullMarked;
