/** From bytes to a request: JSON in one pass, or a NumPy file; every fault with its place. */
@NullMarked
package attention.parse;

import org.jspecify.annotations.NullMarked;
