/**
 * What the service says about itself: mechanisms and their papers, ready requests, a page for each
 * kind of problem.
 */
@NullMarked
package attention.catalogue;

import org.jspecify.annotations.NullMarked;
