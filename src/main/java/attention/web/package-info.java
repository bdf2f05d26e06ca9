/**
 * Where HTTP meets attention: admits a request, has it read, planned and computed, and sends the
 * response.
 */
@NullMarked
package attention.web;

import org.jspecify.annotations.NullMarked;
