/** Heat maps of stages: one drawing of a few kinds of shapes, written as SVG or as PNG. */
@NullMarked
package attention.picture;

import org.jspecify.annotations.NullMarked;
