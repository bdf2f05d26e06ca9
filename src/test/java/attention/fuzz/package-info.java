/** Requests that nobody would send on purpose, and what may come back. */
@NullMarked
package attention.fuzz;

import org.jspecify.annotations.NullMarked;
