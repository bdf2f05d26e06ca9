/** A room of the house of planted faults. */
@NullMarked
package planted.picture;

import org.jspecify.annotations.NullMarked;
