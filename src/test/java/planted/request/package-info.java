/** A room of the house of planted faults. */
@NullMarked
package planted.request;

import org.jspecify.annotations.NullMarked;
