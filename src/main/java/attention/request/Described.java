package attention.request;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Documents a member of a request. One declaration serves the reader and the OpenAPI document, so
 * they cannot disagree: a member is required unless it is nullable or has a default. The default of
 * a nullable member is applied by its accessor, so that the record knows whether it was given.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Described {

  /** The meaning, with shape and unit. */
  String value();

  /** An example, as JSON. */
  String example() default "";

  /** The value of an absent member, as a word or a number. */
  String defaultValue() default "";
}
