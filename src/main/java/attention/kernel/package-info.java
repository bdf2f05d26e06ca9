/**
 * Arithmetic on blocks of numbers, written once plainly and once for SIMD, and the start-up choice
 * between them.
 */
@NullMarked
package attention.kernel;

import org.jspecify.annotations.NullMarked;
