/** A room of the house of planted faults. */
@NullMarked
package planted.mistake;

import org.jspecify.annotations.NullMarked;
