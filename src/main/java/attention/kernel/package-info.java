/**
 * Arithmetic on matrices, in plain Java and on the Vector API, and the choice between the two at
 * startup.
 */
@NullMarked
package attention.kernel;

import org.jspecify.annotations.NullMarked;
