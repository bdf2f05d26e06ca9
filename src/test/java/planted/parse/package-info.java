/** A room of the house of planted faults. */
@NullMarked
package planted.parse;

import org.jspecify.annotations.NullMarked;
