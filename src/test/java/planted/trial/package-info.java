/** A room of the house of planted faults. */
@NullMarked
package planted.trial;

import org.jspecify.annotations.NullMarked;
