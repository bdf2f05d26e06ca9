package attention.parse;

import attention.request.InputMatrix;
import attention.request.InputVector;
import attention.request.NullMeansMasked;
import attention.request.PostedStages;
import attention.trace.Member;
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
    if (type == InputMatrix.class) {
      return MatrixReader.matrix(component.isAnnotationPresent(NullMeansMasked.class));
    }
    if (type == InputVector.class) {
      return MatrixReader.vector();
    }
    if (type == PostedStages.class) {
      return new StagesReader(includable);
    }
    if (type == List.class) {
      return list(component, includable);
    }
    if (type == boolean[].class) {
      return ScalarReaders::flags;
    }
    if (type == boolean[][].class) {
      return ScalarReaders::flagRows;
    }
    if (type == int[].class) {
      return ScalarReaders::integers;
    }
    return type.isRecord()
        ? new RecordReader(type.asSubclass(Record.class), includable)
        : scalar(type);
  }

  private static ValueReader scalar(Class<?> type) {
    if (type == int.class || type == Integer.class) {
      return ScalarReaders::integer;
    }
    if (type == long.class) {
      return ScalarReaders::longInteger;
    }
    if (type == boolean.class) {
      return ScalarReaders::bool;
    }
    if (type == Double.class) {
      return ScalarReaders::number;
    }
    if (type.isEnum()) {
      return ScalarReaders.word(constants(type));
    }
    throw new IllegalArgumentException("No reader for a component of " + type);
  }

  private static ValueReader list(RecordComponent component, Set<Member> includable) {
    if (isListOf(component, InputMatrix.class)) {
      boolean nullMeansMasked = component.isAnnotationPresent(NullMeansMasked.class);
      return new MatrixListReader(MatrixReader.matrix(nullMeansMasked));
    }
    return isListOf(component, Member.class)
        ? ScalarReaders.list("an array of member names", ScalarReaders.word(includable))
        : ScalarReaders.list("an array of strings", ScalarReaders::token);
  }

  /** Whether a component is a list of such elements. */
  static boolean isListOf(RecordComponent component, Class<?> element) {
    return component.getGenericType() instanceof ParameterizedType list
        && list.getRawType() == List.class
        && list.getActualTypeArguments()[0] == element;
  }

  private static List<?> constants(Class<?> type) {
    return List.of(Objects.requireNonNull(type.getEnumConstants(), "not an enum"));
  }
}
