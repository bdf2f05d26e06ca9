/**
 * Where HTTP meets attention: lets a request in, has it read, planned and answered, and turns a
 * refusal into a response.
 */
@NullMarked
package attention.web;

import org.jspecify.annotations.NullMarked;
