/** A room of the house of planted faults. */
@NullMarked
package planted.format;

import org.jspecify.annotations.NullMarked;
