/** How rows leave as bytes: one writer per representation, listed in one enum. */
@NullMarked
package attention.format;

import org.jspecify.annotations.NullMarked;
