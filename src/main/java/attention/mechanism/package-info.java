/**
 * What attention is: project, score, scale, cap, bias, mask, normalize, mix; every stage a value
 * that can be looked at.
 */
@NullMarked
package attention.mechanism;

import org.jspecify.annotations.NullMarked;
