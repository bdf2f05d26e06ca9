/** A room of the house of planted faults. */
@NullMarked
package planted.service;

import org.jspecify.annotations.NullMarked;
