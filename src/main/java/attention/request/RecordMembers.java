package attention.request;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the declaration of a request record says about its JSON object. The reader and the OpenAPI
 * document both ask here, so they cannot disagree.
 */
public final class RecordMembers {

  /** Records that are not objects of members with fixed names. */
  private static final Set<Class<?>> VALUES =
      Set.of(InputMatrix.class, InputVector.class, PostedStages.class);

  private RecordMembers() {}

  /** The members of the JSON object, in order. */
  public static List<RecordComponent> of(Class<?> record) {
    List<RecordComponent> members = new ArrayList<>();
    for (RecordComponent component : record.getRecordComponents()) {
      if (component.isAnnotationPresent(Unwrapped.class)) {
        members.addAll(of(component.getType()));
      } else {
        members.add(component);
      }
    }
    return members;
  }

  /** The members that are not objects, of the JSON object and of the objects in it, in order. */
  public static List<MemberPath> paths(Class<?> record) {
    return paths(of(record));
  }

  /** The same of a request for a check, whose posted stages are one member. */
  public static List<MemberPath> pathsOfCheck(Class<?> request) {
    return paths(ofCheck(request));
  }

  private static List<MemberPath> paths(List<RecordComponent> members) {
    List<MemberPath> paths = new ArrayList<>();
    addPaths(members, List.of(), paths);
    return paths;
  }

  private static void addPaths(
      List<RecordComponent> members, List<String> parents, List<MemberPath> paths) {
    for (RecordComponent member : members) {
      List<String> names = new ArrayList<>(parents);
      names.add(member.getName());
      if (isObject(member)) {
        addPaths(of(member.getType()), names, paths);
      } else {
        paths.add(new MemberPath(List.copyOf(names), member));
      }
    }
  }

  /** Whether a member is a JSON object, of members of its own. */
  private static boolean isObject(RecordComponent member) {
    Class<?> type = member.getType();
    return type.isRecord() && !VALUES.contains(type);
  }

  /** The members of a request for a check: those of the request, then those of what was posted. */
  public static List<RecordComponent> ofCheck(Class<?> request) {
    List<RecordComponent> members = new ArrayList<>(of(request));
    members.removeIf(member -> member.getName().equals(CheckRequest.WITHOUT));
    members.addAll(of(Posted.class));
    return members;
  }

  /** Whether a member must be there: it is neither nullable nor has a default value. */
  public static boolean isRequired(RecordComponent component) {
    return defaultValue(component) == null && !isNullable(component);
  }

  /** Whether the record knows of a member that it is absent. */
  public static boolean isNullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  /** The value of an absent member; {@code null} if none is declared. */
  public static @Nullable Object defaultValue(RecordComponent component) {
    Described described = component.getAnnotation(Described.class);
    if (described == null || described.defaultValue().isEmpty()) {
      return null;
    }
    String word = described.defaultValue();
    Class<?> type = component.getType();
    if (type == int.class) {
      return Integer.valueOf(word);
    }
    if (type == boolean.class) {
      return Boolean.valueOf(word);
    }
    return Arrays.stream(Objects.requireNonNull(type.getEnumConstants(), "not an enum"))
        .filter(constant -> constant.toString().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(type + " has no " + word));
  }

  /** The forms that the object can take; any, if there are none. */
  public static List<Form> forms(Class<?> record) {
    List<Form> forms = new ArrayList<>(List.of(record.getAnnotationsByType(Form.class)));
    for (RecordComponent component : record.getRecordComponents()) {
      if (component.isAnnotationPresent(Unwrapped.class)) {
        forms.addAll(forms(component.getType()));
      }
    }
    return forms;
  }
}
