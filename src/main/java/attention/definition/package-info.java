/**
 * What attention computes, a second time: in parts, any of which can be replaced, and row by row as
 * rows are asked for.
 */
@NullMarked
package attention.definition;

import org.jspecify.annotations.NullMarked;
