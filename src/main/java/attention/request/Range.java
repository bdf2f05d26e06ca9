package attention.request;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which numbers a member can be, whatever the limits of the service are. It is for the OpenAPI
 * document: what is outside is refused where the member is checked, which knows more of it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Range {

  /** The least number. */
  double least() default Double.NEGATIVE_INFINITY;

  /** Every number is larger than this. */
  double above() default Double.NEGATIVE_INFINITY;

  /** The largest number. */
  double most() default Double.POSITIVE_INFINITY;
}
