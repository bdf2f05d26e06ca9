/**
 * Several replicas of the packaged service behind a balancer, and what clients see of their faults.
 */
@NullMarked
package attention.fleet;

import org.jspecify.annotations.NullMarked;
