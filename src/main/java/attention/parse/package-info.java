/**
 * From bytes to a request: JSON in one pass, a NumPy file, or an archive of them; every fault with
 * its place.
 */
@NullMarked
package attention.parse;

import org.jspecify.annotations.NullMarked;
