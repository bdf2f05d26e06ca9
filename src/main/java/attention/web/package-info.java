/**
 * The one room where HTTP meets attention: reads requests, checks them, negotiates the
 * representation, turns refusals into problem details.
 */
@NullMarked
package attention.web;

import org.jspecify.annotations.NullMarked;
