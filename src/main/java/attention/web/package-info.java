/**
 * Where HTTP meets attention: admits a request, has it read, planned and computed, and turns a
 * refusal into a response.
 */
@NullMarked
package attention.web;

import org.jspecify.annotations.NullMarked;
