/** What tests share: a client of the running service, JSON, and requests with their answers. */
@NullMarked
package attention.http;

import org.jspecify.annotations.NullMarked;
