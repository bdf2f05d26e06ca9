package attention.parse;

import attention.problem.FaultCode;
import attention.problem.Faults;
import attention.problem.Pointer;
import attention.problem.ProblemException;
import attention.problem.Quoted;
import attention.problem.Suggestion;
import attention.request.AttentionRequest;
import attention.request.CheckRequest;
import attention.request.Posted;
import attention.request.RecordMembers;
import attention.trace.Member;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * Reads a JSON object into a record: each component is a member, read according to its type (see
 * {@link ValueReaders}). A component that is neither nullable nor has a default is required.
 */
final class RecordReader implements ObjectReader {

  private final Map<String, Component> members = new LinkedHashMap<>();
  private final Function<Map<String, @Nullable Object>, Record> builder;

  private record Component(ValueReader reader, boolean required) {}

  /**
   * @param includable what {@code include} may name
   */
  RecordReader(Class<? extends Record> type, Set<Member> includable) {
    RecordMembers.of(type)
        .forEach(member -> members.put(member.getName(), component(member, includable)));
    this.builder = new RecordBuilder(type)::build;
  }

  private RecordReader(
      Map<String, Component> members, Function<Map<String, @Nullable Object>, Record> builder) {
    this.members.putAll(members);
    this.builder = builder;
  }

  /**
   * A reader of requests for a check, whose objects have the members of a request and of what was
   * posted.
   *
   * @param stages what may be posted
   */
  static RecordReader ofCheck(Class<? extends Record> request, Set<Member> stages) {
    Map<String, Component> members = new LinkedHashMap<>();
    RecordMembers.ofCheck(request)
        .forEach(member -> members.put(member.getName(), component(member, stages)));
    RecordBuilder requests = new RecordBuilder(request);
    RecordBuilder posted = new RecordBuilder(Posted.class);
    return new RecordReader(
        members,
        values ->
            new CheckRequest(
                (AttentionRequest) requests.build(values), (Posted) posted.build(values)));
  }

  private static Component component(RecordComponent component, Set<Member> includable) {
    return new Component(
        ValueReaders.of(component, includable), RecordMembers.isRequired(component));
  }

  @Override
  public @Nullable Object read(ReadContext in, Pointer at) {
    if (in.json().currentToken() != JsonToken.START_OBJECT) {
      in.wrongType(at, "an object");
      return null;
    }
    Map<String, @Nullable Object> values = new HashMap<>();
    while (in.json().nextToken() != JsonToken.END_OBJECT) {
      String name = in.json().currentName();
      Pointer place = at.child(name);
      if (values.containsKey(name)) {
        throw duplicate(in, place);
      }
      values.put(name, null);
      in.json().nextToken();
      member(in, place, name, values);
    }
    return complete(in.given(), in.faults(), at, values);
  }

  @Override
  public @Nullable Object given(GivenMembers given, Faults faults, Pointer at) {
    return complete(given, faults, at, new HashMap<>());
  }

  /** The record of these members and of those that are not in the JSON. */
  private @Nullable Object complete(
      GivenMembers given, Faults faults, Pointer at, Map<String, @Nullable Object> values) {
    if (given.hasWithin(at)) {
      members.forEach(
          (name, member) -> addGiven(given, faults, at.child(name), member.reader(), values));
    }
    if (addMissing(faults, at, values)) {
      return builder.apply(values);
    }
    faults.leaveOut();
    return null;
  }

  private static void addGiven(
      GivenMembers given,
      Faults faults,
      Pointer place,
      ValueReader reader,
      Map<String, @Nullable Object> values) {
    String name = place.name();
    if (given.has(place)) {
      Object value = given.value(place);
      if (values.containsKey(name) && !Objects.equals(value, values.get(name))) {
        throw givenTwice(given, place);
      }
      values.put(name, value);
    } else if (values.get(name) == null
        && reader instanceof ObjectReader object
        && given.hasWithin(place)) {
      values.put(name, object.given(given, faults, place));
    }
  }

  static ProblemException givenTwice(GivenMembers given, Pointer place) {
    return Faults.single(
        FaultCode.DUPLICATE_MEMBER,
        place,
        "Expected each member once, found \"%s\" in the JSON and as %s. Remove one of the two."
            .formatted(place.name(), given.source(place)));
  }

  private void member(
      ReadContext in, Pointer place, String name, Map<String, @Nullable Object> values) {
    Component member = members.get(name);
    if (member == null) {
      in.faults()
          .add(
              FaultCode.UNKNOWN_MEMBER,
              place,
              "Expected one of the members %s, found \"%s\".%s",
              String.join(", ", new TreeSet<>(members.keySet())),
              Quoted.of(name),
              Suggestion.of(name, members.keySet()));
      in.json().skipChildren();
    } else if (in.json().currentToken() != JsonToken.VALUE_NULL) {
      values.put(name, member.reader().read(in, place));
    } else if (member.required()) {
      in.wrongType(place, "a value for a required member");
    }
  }

  static ProblemException duplicate(ReadContext in, Pointer place) {
    return Faults.single(
        FaultCode.DUPLICATE_MEMBER,
        place,
        "Expected each member once, found \"%s\" again at %s. Remove one of the two."
            .formatted(Quoted.of(place.name()), in.position()));
  }

  private boolean addMissing(Faults faults, Pointer at, Map<String, @Nullable Object> values) {
    boolean complete = true;
    for (Map.Entry<String, Component> member : members.entrySet()) {
      String name = member.getKey();
      if (member.getValue().required() && !values.containsKey(name)) {
        faults.add(
            FaultCode.MISSING_MEMBER,
            at.child(name),
            "Expected the member \"%s\", which every such request needs, found none. Add it.",
            name);
      }
      complete &= !member.getValue().required() || values.get(name) != null;
    }
    return complete;
  }
}
