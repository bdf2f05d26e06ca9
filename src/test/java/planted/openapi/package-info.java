/** A room of the house of planted faults. */
@NullMarked
package planted.openapi;

import org.jspecify.annotations.NullMarked;
