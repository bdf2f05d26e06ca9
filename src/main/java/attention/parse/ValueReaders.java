package attention.parse;

import attention.mechanism.Member;
import attention.request.Grid;
import attention.request.NullMeansMasked;
import attention.request.Vector;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Which reader the type of a record component calls for. */
final class ValueReaders {

  private ValueReaders() {}

  static ValueReader of(RecordComponent component, Set<Member> includable) {
    Class<?> type = component.getType();
    if (type == Grid.class) {
      return GridReader.matrix(component.isAnnotationPresent(NullMeansMasked.class));
    }
    if (type == Vector.class) {
      return GridReader.vector();
    }
    if (type == List.class) {
      return list(component, includable);
    }
    if (type == boolean[].class) {
      return Readers::flags;
    }
    if (type == boolean[][].class) {
      return Readers::flagRows;
    }
    if (type == int[].class) {
      return Readers::integers;
    }
    return type.isRecord()
        ? new RecordReader(type.asSubclass(Record.class), includable)
        : scalar(type);
  }

  private static ValueReader scalar(Class<?> type) {
    if (type == int.class || type == Integer.class) {
      return Readers::integer;
    }
    if (type == long.class) {
      return Readers::longInteger;
    }
    if (type == boolean.class) {
      return Readers::bool;
    }
    if (type == Double.class) {
      return Readers::number;
    }
    if (type.isEnum()) {
      return Readers.word(constants(type));
    }
    throw new IllegalArgumentException("No reader for a component of " + type);
  }

  private static ValueReader list(RecordComponent component, Set<Member> includable) {
    Class<?> element =
        (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
    if (element == Grid.class) {
      boolean nullMeansMasked = component.isAnnotationPresent(NullMeansMasked.class);
      return Readers.list("an array of matrices", GridReader.matrix(nullMeansMasked));
    }
    return element == Member.class
        ? Readers.list("an array of member names", Readers.word(includable))
        : Readers.list("an array of strings", Readers::token);
  }

  private static List<?> constants(Class<?> type) {
    return List.of(Objects.requireNonNull(type.getEnumConstants(), "not an enum"));
  }
}
