/**
 * What can be wrong with a request: kinds, codes, places, and the document (RFC 9457) that says so.
 */
@NullMarked
package attention.problem;

import org.jspecify.annotations.NullMarked;
