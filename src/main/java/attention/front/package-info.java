/**
 * What every request meets on a port, whatever it asks for: checks of its head, an id, headers and
 * metrics, and problem documents in the place of error pages.
 */
@NullMarked
package attention.front;

import org.jspecify.annotations.NullMarked;
