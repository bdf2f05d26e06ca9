/**
 * Whether a mistake can explain what was posted, as far as single rows and sums show, before all of
 * it is computed.
 */
@NullMarked
package attention.trial;

import org.jspecify.annotations.NullMarked;
