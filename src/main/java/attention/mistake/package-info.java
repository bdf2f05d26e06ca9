/** What implementations get wrong: each replaces parts of a definition, or shows it otherwise. */
@NullMarked
package attention.mistake;

import org.jspecify.annotations.NullMarked;
