/** A room of the house of planted faults. */
@NullMarked
package planted.trace;

import org.jspecify.annotations.NullMarked;
