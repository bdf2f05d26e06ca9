/** A room of the house of planted faults. */
@NullMarked
package planted.capacity;

import org.jspecify.annotations.NullMarked;
