/**
 * Where the computation of a client leaves ours, and which mistake explains it: the definition with
 * one or two operations replaced, computed again.
 */
@NullMarked
package attention.check;

import org.jspecify.annotations.NullMarked;
