/**
 * What attention is: heads that weigh keys by a pipeline of stages and mix values, computed block
 * by block, with a warning for what goes wrong.
 */
@NullMarked
package attention.mechanism;

import org.jspecify.annotations.NullMarked;
