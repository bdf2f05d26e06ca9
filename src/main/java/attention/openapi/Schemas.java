package attention.openapi;

import attention.request.Form;
import attention.request.Range;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parts of JSON Schema (2020-12) that the OpenAPI document consists of. */
final class Schemas {

  private static final String NULL = "null";

  private Schemas() {}

  private static Schema<Object> blank() {
    Schema<Object> schema = new JsonSchema();
    schema.setSpecVersion(SpecVersion.V31);
    return schema;
  }

  private static Schema<Object> of(String type) {
    Schema<Object> schema = blank();
    schema.setTypes(new LinkedHashSet<>(Set.of(type)));
    return schema;
  }

  static Schema<Object> text() {
    return of("string");
  }

  /** Bytes. */
  static Schema<Object> binary() {
    Schema<Object> schema = text();
    schema.setFormat("binary");
    return schema;
  }

  /** One of some words. */
  static Schema<Object> word(Collection<?> words) {
    Schema<Object> schema = text();
    schema.setEnum(words.stream().<Object>map(Object::toString).toList());
    return schema;
  }

  static Schema<Object> flag() {
    return of("boolean");
  }

  static Schema<Object> integer() {
    Schema<Object> schema = of("integer");
    schema.setFormat("int32");
    return schema;
  }

  /** Counts and indices. */
  static Schema<Object> notNegative() {
    Schema<Object> schema = integer();
    schema.setMinimum(BigDecimal.ZERO);
    return schema;
  }

  static Schema<Object> longInteger() {
    Schema<Object> schema = of("integer");
    schema.setFormat("int64");
    return schema;
  }

  static Schema<Object> number() {
    Schema<Object> schema = of("number");
    schema.setFormat("double");
    return schema;
  }

  /** Numbers within a range only. */
  static void within(Range range, Schema<Object> number) {
    if (Double.isFinite(range.least())) {
      number.setMinimum(new BigDecimal(range.least()));
    }
    if (Double.isFinite(range.above())) {
      number.setExclusiveMinimumValue(new BigDecimal(range.above()));
    }
    if (Double.isFinite(range.most())) {
      number.setMaximum(new BigDecimal(range.most()));
    }
  }

  static Schema<Object> array(Schema<?> items) {
    Schema<Object> schema = of("array");
    schema.setItems(items);
    return schema;
  }

  /** An array of at least so many elements. */
  static Schema<Object> atLeast(int elements, Schema<Object> array) {
    array.setMinItems(elements);
    return array;
  }

  /** An array of numbers, of which those that are not finite are null. */
  static Schema<Object> numbers() {
    return array(orNull(number()));
  }

  /**
   * An array of anything: client generators have no type for numbers that may be arrays of them.
   */
  static Schema<Object> anyArray() {
    return array(blank());
  }

  /** An object whose members are added to it. */
  static Schema<Object> object() {
    return of("object");
  }

  /** An object with any members. */
  static Schema<Object> anyObject() {
    Schema<Object> schema = object();
    schema.setAdditionalProperties(true);
    return schema;
  }

  /**
   * Restricts an object to one of these forms; does nothing if there are none. They are written as
   * if and else, because client generators create a class for each alternative of anyOf.
   */
  static void inOneOf(List<Form> forms, Schema<Object> object) {
    if (forms.isEmpty()) {
      return;
    }
    Schema<Object> rest = form(forms.getLast());
    for (Form form : forms.subList(1, forms.size() - 1).reversed()) {
      Schema<Object> either = blank();
      either.setIf(form(form));
      either.setElse(rest);
      rest = either;
    }
    object.setIf(form(forms.getFirst()));
    object.setElse(rest);
  }

  private static Schema<Object> form(Form form) {
    Schema<Object> schema = blank();
    for (String member : form.with()) {
      schema.addRequiredItem(member);
      schema.addProperty(member, not(of(NULL)));
    }
    for (String member : form.without()) {
      schema.addProperty(member, of(NULL));
    }
    return schema;
  }

  private static Schema<Object> not(Schema<Object> unwanted) {
    Schema<Object> schema = blank();
    schema.setNot(unwanted);
    return schema;
  }

  /** A schema of the components. */
  static Schema<Object> reference(String name) {
    Schema<Object> schema = blank();
    schema.set$ref("#/components/schemas/" + name);
    return schema;
  }

  /** What {@code schema} allows, or {@code null}. */
  static Schema<Object> orNull(Schema<Object> schema) {
    if (schema.get$ref() != null) {
      Schema<Object> either = blank();
      either.setOneOf(List.of(schema, of(NULL)));
      return either;
    }
    schema.addType(NULL);
    if (schema.getEnum() != null) {
      List<@Nullable Object> words = new ArrayList<>(schema.getEnum());
      words.add(null);
      schema.setEnum(words);
    }
    return schema;
  }

  static Schema<Object> described(Schema<Object> schema, String description) {
    schema.setDescription(description);
    return schema;
  }
}
