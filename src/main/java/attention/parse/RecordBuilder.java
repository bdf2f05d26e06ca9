package attention.parse;

import attention.request.RecordMembers;
import attention.request.Unwrapped;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Builds a record from the values of its members, and the records in it whose members are among its
 * own. Reflection is used once for each type, not for each request.
 */
final class RecordBuilder {

  private final Constructor<?> constructor;
  private final Argument[] arguments;

  /** Where an argument of the constructor comes from. */
  @FunctionalInterface
  private interface Argument {
    @Nullable Object of(Map<String, @Nullable Object> values);
  }

  RecordBuilder(Class<? extends Record> type) {
    RecordComponent[] components = type.getRecordComponents();
    this.constructor = constructor(type, components);
    this.arguments = Stream.of(components).map(RecordBuilder::argument).toArray(Argument[]::new);
  }

  private static Constructor<?> constructor(
      Class<? extends Record> type, RecordComponent[] components) {
    Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(types);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("A record without its own constructor", e);
    }
  }

  private static Argument argument(RecordComponent component) {
    if (component.isAnnotationPresent(Unwrapped.class)) {
      return new RecordBuilder(component.getType().asSubclass(Record.class))::build;
    }
    String name = component.getName();
    Object otherwise =
        RecordMembers.isNullable(component) ? null : RecordMembers.defaultValue(component);
    return values -> {
      Object value = values.get(name);
      return value == null ? otherwise : value;
    };
  }

  /** The record with these members, of which the required ones must be there. */
  Record build(Map<String, @Nullable Object> values) {
    @Nullable Object[] built = new Object[arguments.length];
    for (int i = 0; i < built.length; i++) {
      built[i] = arguments[i].of(values);
    }
    try {
      return (Record) constructor.newInstance(built);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("A request record refused its values", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("A request record cannot be built", e);
    }
  }
}
