/**
 * The OpenAPI document, computed from the request records, the catalogue and the service's own
 * answers.
 */
@NullMarked
package attention.openapi;

import org.jspecify.annotations.NullMarked;
