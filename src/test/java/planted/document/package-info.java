/** A room of the house of planted faults. */
@NullMarked
package planted.document;

import org.jspecify.annotations.NullMarked;
