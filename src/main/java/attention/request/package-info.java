/**
 * The language of requests: one record for each JSON object, whose components say what they mean.
 */
@NullMarked
package attention.request;

import org.jspecify.annotations.NullMarked;
