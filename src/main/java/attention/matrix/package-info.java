/** Matrices with a shape and a dtype; an ill-shaped matrix cannot be built. */
@NullMarked
package attention.matrix;

import org.jspecify.annotations.NullMarked;
