/** How rows are written as bytes: one writer per representation, all listed in one enum. */
@NullMarked
package attention.format;

import org.jspecify.annotations.NullMarked;
