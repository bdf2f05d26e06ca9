package attention.request;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** One of the forms that a record of a request can take: which of its members go together. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(Form.Any.class)
public @interface Form {

  /** The members that this form has. */
  String[] with() default {};

  /** The members that it does not have. */
  String[] without() default {};

  /** Forms of which any will do. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface Any {
    Form[] value();
  }
}
