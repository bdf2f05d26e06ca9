/** A room of the house of planted faults. */
@NullMarked
package planted.access;

import org.jspecify.annotations.NullMarked;
