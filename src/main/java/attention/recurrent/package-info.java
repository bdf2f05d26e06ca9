/** Recurrent encoders and decoders, step by step, with attention or a fixed context. */
@NullMarked
package attention.recurrent;

import org.jspecify.annotations.NullMarked;
