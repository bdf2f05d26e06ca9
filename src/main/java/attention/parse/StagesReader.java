package attention.parse;

import attention.problem.FaultCode;
import attention.problem.Faults;
import attention.problem.Pointer;
import attention.problem.Quoted;
import attention.problem.Suggestion;
import attention.request.PostedStage;
import attention.request.PostedStages;
import attention.trace.Member;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** Reads an object of posted stages by name, each in the JSON or an entry of an archive. */
final class StagesReader implements ObjectReader {

  private final Map<String, Member> names = new LinkedHashMap<>();

  /**
   * @param stages those that may be posted
   */
  StagesReader(Set<Member> stages) {
    stages.forEach(stage -> names.put(stage.toString(), stage));
  }

  @Override
  public @Nullable Object read(ReadContext in, Pointer at) {
    if (in.json().currentToken() != JsonToken.START_OBJECT) {
      in.wrongType(at, "an object of stages, such as {\"weights\": [[…]]}");
      return null;
    }
    List<PostedStage> posted = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    while (in.json().nextToken() != JsonToken.END_OBJECT) {
      String name = in.json().currentName();
      Pointer place = at.child(name);
      if (!seen.add(name)) {
        throw RecordReader.duplicate(in, place);
      }
      if (in.given().has(place)) {
        throw RecordReader.givenTwice(in.given(), place);
      }
      in.json().nextToken();
      stage(in, place, posted);
    }
    return complete(in.given(), in.faults(), at, posted);
  }

  @Override
  public Object given(GivenMembers given, Faults faults, Pointer at) {
    return complete(given, faults, at, new ArrayList<>());
  }

  private void stage(ReadContext in, Pointer place, List<PostedStage> posted) {
    Member stage = names.get(place.name());
    if (stage == null) {
      unknown(in, place);
    } else if (in.json().currentToken() != JsonToken.VALUE_NULL) {
      PostedStage read = StageReader.read(in, place, stage);
      if (read != null) {
        posted.add(read);
      }
    }
  }

  /** Adds the stages that are not in the JSON. */
  private PostedStages complete(
      GivenMembers given, Faults faults, Pointer at, List<PostedStage> posted) {
    for (String name : names.keySet()) {
      Pointer place = at.child(name);
      if (given.has(place) && given.value(place) instanceof PostedStage stage) {
        posted.add(stage);
      }
    }
    if (posted.isEmpty() && faults.isEmpty()) {
      faults.add(
          FaultCode.EMPTY_LIST,
          at,
          "Expected at least one stage, such as \"weights\", found none. Post the numbers that"
              + " you want compared.");
    }
    return new PostedStages(posted);
  }

  private void unknown(ReadContext in, Pointer at) {
    in.faults()
        .add(
            FaultCode.UNKNOWN_MEMBER,
            at,
            "Expected one of the stages %s, found \"%s\".%s",
            String.join(", ", names.keySet()),
            Quoted.of(at.name()),
            Suggestion.of(at.name(), names.keySet()));
    in.json().skipChildren();
  }
}
