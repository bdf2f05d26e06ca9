package attention.openapi;

import attention.request.InputMatrix;
import attention.request.InputVector;
import attention.request.Limits;
import attention.request.NullMeansMasked;
import attention.request.PostedStage;
import attention.request.PostedStages;
import attention.trace.Member;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Which schema the type of a record component calls for, as a request is read by. */
final class TypeSchemas {

  /** Numbers of any shape. */
  private static final String NUMBERS = "Numbers";

  private final RecordSchemas records;
  private final Set<Member> includable;
  private final @Nullable Limits limits;

  /** For what is sent to clients. */
  TypeSchemas(RecordSchemas records) {
    this(records, Set.of(), null);
  }

  /**
   * For requests, which hold to limits.
   *
   * @param includable what {@code include} may name
   */
  TypeSchemas(RecordSchemas records, Set<Member> includable, @Nullable Limits limits) {
    this.records = records;
    this.includable = includable;
    this.limits = limits;
  }

  boolean isOfRequest() {
    return limits != null;
  }

  Schema<Object> of(RecordComponent component) {
    Class<?> type = component.getType();
    if (type == InputMatrix.class) {
      return grid(component.isAnnotationPresent(NullMeansMasked.class));
    }
    if (type == List.class) {
      ParameterizedType list = (ParameterizedType) component.getGenericType();
      Class<?> element = (Class<?>) list.getActualTypeArguments()[0];
      return element == InputMatrix.class
          ? atMost(
              Limits::dimension,
              Schemas.array(grid(component.isAnnotationPresent(NullMeansMasked.class))))
          : atMost(Limits::keys, Schemas.array(element(element)));
    }
    if (type == InputVector.class) {
      return Schemas.atLeast(1, Schemas.array(Schemas.number()));
    }
    if (type == PostedStages.class) {
      return posted();
    }
    if (type == Map.class) {
      return Schemas.anyObject();
    }
    return type.isArray() ? array(type) : element(type);
  }

  /** Stages by name. Their shapes are compared, so any are valid. */
  private Schema<Object> posted() {
    Schema<Object> stages = Schemas.object();
    stages.setAdditionalProperties(false);
    stages.setMinProperties(1);
    records.add(
        NUMBERS,
        Schemas.described(
            Schemas.atLeast(1, Schemas.anyArray()),
            "Numbers, and null for what is not finite, on one to %d axes: arrays of arrays, all equally long."
                .formatted(PostedStage.MOST_AXES)));
    for (Member stage : includable) {
      Schema<Object> numbers = Schemas.orNull(Schemas.reference(NUMBERS));
      stages.addProperty(stage.toString(), Schemas.described(numbers, stage.meaning()));
    }
    return stages;
  }

  private Schema<Object> grid(boolean nullMeansMasked) {
    Schema<Object> number = Schemas.number();
    Schema<Object> row = Schemas.array(nullMeansMasked ? Schemas.orNull(number) : number);
    return Schemas.atLeast(1, atMost(Limits::keys, Schemas.array(Schemas.atLeast(1, row))));
  }

  private Schema<Object> array(Class<?> type) {
    Class<?> element = type.getComponentType();
    Schema<Object> elements =
        atMost(Limits::keys, Schemas.array(element.isArray() ? array(element) : element(element)));
    if (type == int[].class) {
      Schemas.atLeast(1, elements).getItems().setMinimum(BigDecimal.ZERO);
    }
    return elements;
  }

  private Schema<Object> element(Class<?> type) {
    if (type == String.class) {
      return text();
    }
    if (type == Member.class) {
      return Schemas.word(includable);
    }
    if (type.isEnum()) {
      return records.add(type.getSimpleName(), Schemas.word(List.of(type.getEnumConstants())));
    }
    if (type.isRecord()) {
      return records.record(type, this);
    }
    return primitive(type);
  }

  private static Schema<Object> primitive(Class<?> type) {
    if (type == boolean.class) {
      return Schemas.flag();
    }
    if (type == int.class || type == Integer.class) {
      return Schemas.integer();
    }
    if (type == long.class || type == Long.class) {
      return Schemas.longInteger();
    }
    if (type == double.class || type == Double.class) {
      return Schemas.number();
    }
    throw new IllegalArgumentException("No schema for a component of " + type);
  }

  private Schema<Object> text() {
    Schema<Object> text = Schemas.text();
    if (limits != null) {
      text.setMaxLength(limits.tokenLength());
    }
    return text;
  }

  private Schema<Object> atMost(ToIntFunction<Limits> most, Schema<Object> array) {
    if (limits != null) {
      array.setMaxItems(most.applyAsInt(limits));
    }
    return array;
  }
}
