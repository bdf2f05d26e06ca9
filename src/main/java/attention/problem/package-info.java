/**
 * What can be wrong with a request: kinds, codes, places, and the document (RFC 9457) that reports
 * it.
 */
@NullMarked
package attention.problem;

import org.jspecify.annotations.NullMarked;
