/**
 * Numbers as the shortest decimal text, and text as numbers: exact both ways, one at a time or
 * several at a time.
 */
@NullMarked
package attention.decimal;

import org.jspecify.annotations.NullMarked;
