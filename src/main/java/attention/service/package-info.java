/**
 * The attention service: from a request to the trace of its answer, or to everything in it that
 * does not fit.
 */
@NullMarked
package attention.service;

import org.jspecify.annotations.NullMarked;
