/** Opens the door: starts the application and hands each room what it needs. */
@NullMarked
package attention;

import org.jspecify.annotations.NullMarked;
