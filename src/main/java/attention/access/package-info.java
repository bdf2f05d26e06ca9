/**
 * Who may call: keys and tokens, what each may reach, and how much. Active with the profile {@code
 * secured} only.
 */
@NullMarked
package attention.access;

import org.jspecify.annotations.NullMarked;
