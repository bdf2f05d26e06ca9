/** A room of the house of planted faults. */
@NullMarked
package planted.check;

import org.jspecify.annotations.NullMarked;
