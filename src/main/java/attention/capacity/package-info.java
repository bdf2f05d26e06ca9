/** How much is done at once: requests are admitted by the memory they need, and share the cores. */
@NullMarked
package attention.capacity;

import org.jspecify.annotations.NullMarked;
