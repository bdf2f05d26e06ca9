/** A room of the house of planted faults. */
@NullMarked
package planted.recurrent;

import org.jspecify.annotations.NullMarked;
