/**
 * The steps from vectors to weights, each a value with its formula: project, normalize and rotate
 * queries and keys, score, scale, cap, bias, mask, normalize.
 */
@NullMarked
package attention.stage;

import org.jspecify.annotations.NullMarked;
