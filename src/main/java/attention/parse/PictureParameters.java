package attention.parse;

import attention.picture.ColourScale;
import attention.picture.View;
import attention.problem.FaultCode;
import attention.problem.Faults;
import attention.problem.Parameter;
import attention.problem.Quoted;
import attention.problem.Suggestion;
import attention.trace.Mechanism;
import attention.trace.Member;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The query parameters of a picture. */
public final class PictureParameters {

  /** The stage to draw. */
  public static final String STAGE = "stage";

  /** How values become colours. */
  public static final String SCALE = "scale";

  /** The only head to draw. */
  public static final String HEAD = "head";

  static final List<String> ALL = List.of(STAGE, SCALE, HEAD);

  private static final Pattern NUMBER = Pattern.compile("-?[0-9.].*");
  private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");

  private final Mechanism mechanism;
  private final Map<String, String> given = new LinkedHashMap<>();
  private final Faults faults = new Faults();

  private PictureParameters(Mechanism mechanism) {
    this.mechanism = mechanism;
  }

  /** The parameters that a picture of a mechanism can have. */
  public static List<String> of(Mechanism mechanism) {
    return mechanism == Mechanism.MULTI_HEAD ? ALL : List.of(STAGE, SCALE);
  }

  /**
   * Reads them.
   *
   * @param members whether other parameters are members of the request
   * @throws attention.problem.ProblemException with every fault
   */
  public static View read(Mechanism mechanism, @Nullable String query, boolean members) {
    PictureParameters parameters = new PictureParameters(mechanism);
    QueryParameters.of(query).forEach((name, values) -> parameters.take(name, values, members));
    View view = new View(parameters.stage(), parameters.scale(), parameters.head());
    parameters.faults.throwIfAny();
    return view;
  }

  /** The query without them, from which members of the request are read. */
  public static @Nullable String without(@Nullable String query) {
    return query == null
        ? null
        : Arrays.stream(query.split("&"))
            .filter(part -> !isOfPicture(part))
            .collect(Collectors.joining("&"));
  }

  private static boolean isOfPicture(String part) {
    return QueryParameters.of(part).entrySet().stream()
        .anyMatch(entry -> isOfPicture(entry.getKey(), entry.getValue().getFirst()));
  }

  /** A scale that is a number is the member of the request. */
  private static boolean isOfPicture(String name, String value) {
    return name.equals(STAGE)
        || name.equals(HEAD)
        || name.equals(SCALE) && !NUMBER.matcher(value).matches();
  }

  private void take(String name, List<String> values, boolean members) {
    List<String> own =
        members ? values.stream().filter(value -> isOfPicture(name, value)).toList() : values;
    if (of(mechanism).contains(name)) {
      if (own.size() > 1) {
        faults.add(
            FaultCode.WRONG_TYPE,
            Parameter.named(name),
            "Expected one value, found %d.",
            own.size());
      } else if (!own.isEmpty()) {
        given.put(name, own.getFirst());
      }
    } else if (!members || name.equals(HEAD)) {
      faults.add(
          FaultCode.UNKNOWN_PARAMETER,
          Parameter.named(name),
          "Expected one of the parameters %s, found \"%s\".%s Move members of the request to the body.",
          String.join(", ", of(mechanism)),
          Quoted.of(name),
          Suggestion.of(name, of(mechanism)));
    }
  }

  private Member stage() {
    List<Member> stages = View.stages(mechanism);
    return word(STAGE, stages, View.DEFAULT.stage());
  }

  private ColourScale scale() {
    return word(SCALE, List.of(ColourScale.values()), View.DEFAULT.scale());
  }

  private <T> T word(String name, List<T> known, T otherwise) {
    String found = given.get(name);
    if (found == null) {
      return otherwise;
    }
    for (T word : known) {
      if (word.toString().equals(found)) {
        return word;
      }
    }
    List<String> words = known.stream().map(Object::toString).toList();
    faults.add(
        FaultCode.UNKNOWN_WORD,
        Parameter.named(name),
        "Expected one of %s, found \"%s\".%s",
        String.join(", ", words),
        Quoted.of(found),
        Suggestion.of(found, words));
    return otherwise;
  }

  private @Nullable Integer head() {
    String found = given.get(HEAD);
    if (found == null) {
      return null;
    }
    if (!INDEX.matcher(found).matches()) {
      faults.add(
          FaultCode.WRONG_TYPE,
          Parameter.named(HEAD),
          "Expected the number of a head, from 0, found \"%s\".",
          Quoted.of(found));
      return null;
    }
    return Integer.valueOf(found);
  }
}
