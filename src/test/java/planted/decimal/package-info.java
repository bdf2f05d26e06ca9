/** A room of the house of planted faults. */
@NullMarked
package planted.decimal;

import org.jspecify.annotations.NullMarked;
