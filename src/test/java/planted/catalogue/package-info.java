/** A room of the house of planted faults. */
@NullMarked
package planted.catalogue;

import org.jspecify.annotations.NullMarked;
