/** A room of the house of planted faults. */
@NullMarked
package planted.front;

import org.jspecify.annotations.NullMarked;
