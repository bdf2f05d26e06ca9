/**
 * Where the computation of a client leaves ours, and which mistake explains it: reads the
 * definition of a request, and searches the mistakes.
 */
@NullMarked
package attention.check;

import org.jspecify.annotations.NullMarked;
