/** A room of the house of planted faults. */
@NullMarked
package planted.stage;

import org.jspecify.annotations.NullMarked;
