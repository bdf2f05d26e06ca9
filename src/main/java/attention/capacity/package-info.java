/**
 * The attention.capacity: admits a request by what it will cost and has it computed, as many at
 * once as there are cores.
 */
@NullMarked
package attention.capacity;

import org.jspecify.annotations.NullMarked;
