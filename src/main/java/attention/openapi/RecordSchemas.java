package attention.openapi;

import attention.request.Described;
import attention.request.Form;
import attention.request.Limits;
import attention.request.Range;
import attention.request.RecordMembers;
import attention.trace.Member;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * The schemas of records, from the same declarations by which requests are read, so the two cannot
 * disagree.
 */
final class RecordSchemas {

  private static final JsonMapper MAPPER = new JsonMapper();

  private final Limits limits;
  private final Map<String, Schema<?>> named = new TreeMap<>();

  RecordSchemas(Limits limits) {
    this.limits = limits;
  }

  /** Every schema that was requested or added, and those that they refer to, by name. */
  Map<String, Schema<?>> named() {
    return named;
  }

  /** Adds a schema that no record describes. */
  Schema<Object> add(String name, Schema<?> schema) {
    named.put(name, schema);
    return Schemas.reference(name);
  }

  /**
   * The schema of a request: its members and no others, of which the optional ones may be null.
   *
   * @param includable what {@code include} may name
   */
  Schema<Object> request(Class<?> type, Set<Member> includable) {
    return record(type, new TypeSchemas(this, includable, limits));
  }

  /**
   * The schema of a request to check an answer.
   *
   * @param request what is answered
   * @param stages what may be posted
   */
  Schema<Object> check(String name, Class<?> request, Set<Member> stages) {
    TypeSchemas types = new TypeSchemas(this, stages, limits);
    return object(name, RecordMembers.ofCheck(request), RecordMembers.forms(request), types);
  }

  /** The schema of a record that is sent to clients. */
  Schema<Object> answer(Class<?> type) {
    return record(type, new TypeSchemas(this));
  }

  Schema<Object> record(Class<?> type, TypeSchemas types) {
    return object(type.getSimpleName(), RecordMembers.of(type), RecordMembers.forms(type), types);
  }

  private Schema<Object> object(
      String name, List<RecordComponent> members, List<Form> forms, TypeSchemas types) {
    if (!named.containsKey(name)) {
      Schema<Object> schema = Schemas.object();
      named.put(name, schema);
      members.forEach(member -> member(schema, member, types));
      if (types.isOfRequest()) {
        schema.setAdditionalProperties(false);
        Schemas.inOneOf(forms, schema);
      }
    }
    return Schemas.reference(name);
  }

  private static void member(Schema<Object> object, RecordComponent component, TypeSchemas types) {
    Schema<Object> schema = types.of(component);
    if (component.isAnnotationPresent(Range.class)) {
      Schemas.within(component.getAnnotation(Range.class), schema);
    }
    if (RecordMembers.isRequired(component)) {
      object.addRequiredItem(component.getName());
    } else if (types.isOfRequest()) {
      schema = Schemas.orNull(schema);
    }
    describe(schema, component);
    object.addProperty(component.getName(), schema);
  }

  private static void describe(Schema<Object> schema, RecordComponent component) {
    Described described = component.getAnnotation(Described.class);
    if (described == null) {
      return;
    }
    schema.setDescription(described.value());
    if (!described.example().isEmpty()) {
      schema.setExamples(List.of(MAPPER.readValue(described.example(), Object.class)));
    }
    Object otherwise = RecordMembers.defaultValue(component);
    if (otherwise != null) {
      schema.setDefault(otherwise instanceof Enum<?> word ? word.toString() : otherwise);
    }
  }
}
