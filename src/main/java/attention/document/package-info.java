/**
 * Documents that are sent again and again as they are: compressed once, and named by a tag, so that
 * a client that has one already is told so.
 */
@NullMarked
package attention.document;

import org.jspecify.annotations.NullMarked;
