/**
 * What a response consists of: its members, its sizes, and its rows, block by block; it is computed
 * elsewhere.
 */
@NullMarked
package attention.trace;

import org.jspecify.annotations.NullMarked;
