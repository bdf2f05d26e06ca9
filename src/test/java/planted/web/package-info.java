/** A room of the house of planted faults. */
@NullMarked
package planted.web;

import org.jspecify.annotations.NullMarked;
