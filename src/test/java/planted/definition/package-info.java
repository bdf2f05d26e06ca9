/** A room of the house of planted faults. */
@NullMarked
package planted.definition;

import org.jspecify.annotations.NullMarked;
