/** Numbers that know their shape and dtype, and cannot be built ill-shaped. */
@NullMarked
package attention.matrix;

import org.jspecify.annotations.NullMarked;
