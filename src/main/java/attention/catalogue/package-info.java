/**
 * The service's description of itself: mechanisms and their papers, example requests, and a page
 * for each kind of problem.
 */
@NullMarked
package attention.catalogue;

import org.jspecify.annotations.NullMarked;
