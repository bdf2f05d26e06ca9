/** A room of the house of planted faults. */
@NullMarked
package planted.matrix;

import org.jspecify.annotations.NullMarked;
