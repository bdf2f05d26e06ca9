package attention.parse;

import attention.problem.FaultCode;
import attention.problem.Faults;
import attention.problem.Parameter;
import attention.problem.Pointer;
import attention.problem.Quoted;
import attention.problem.Suggestion;
import attention.request.MemberPath;
import attention.request.RecordMembers;
import attention.trace.Member;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads query parameters as members of a request: those that are a number, a word, true or false,
 * or a list of numbers or words. The names of a member of an object are separated by a dot, as in
 * {@code mask.causal}.
 */
final class ParameterReader {

  private static final String SEPARATOR = ".";
  private static final String DTYPE = "dtype";
  private static final Pattern LITERAL =
      Pattern.compile("true|false|-?(0|[1-9][0-9]{0,99})(\\.[0-9]{1,100})?([eE][-+]?[0-9]{1,9})?");
  private static final JsonFactory JSON = new JsonFactory();

  private final Map<String, MemberParameter> parameters;

  private record MemberParameter(Pointer at, boolean list, ValueReader reader) {}

  /**
   * @param includable what {@code include} may name
   */
  ParameterReader(Class<?> type, Set<Member> includable) {
    this.parameters =
        paths(type).stream()
            .collect(
                Collectors.toMap(
                    path -> path.joined(SEPARATOR),
                    path ->
                        new MemberParameter(
                            Pointer.of(path.names()),
                            isList(path.component()),
                            ValueReaders.of(path.component(), includable)),
                    (a, b) -> b,
                    TreeMap::new));
  }

  /** The names of the parameters of a kind of request. */
  static List<String> names(Class<?> type) {
    return paths(type).stream().map(path -> path.joined(SEPARATOR)).toList();
  }

  private static List<MemberPath> paths(Class<?> type) {
    return RecordMembers.paths(type).stream()
        .filter(path -> !path.names().equals(List.of(DTYPE)))
        .filter(path -> isList(path.component()) || isScalar(path.component().getType()))
        .toList();
  }

  private static boolean isList(RecordComponent member) {
    return member.getType() == int[].class || ValueReaders.isListOf(member, Member.class);
  }

  private static boolean isScalar(Class<?> type) {
    return type.isPrimitive() || type == Double.class || type == Integer.class || type.isEnum();
  }

  /** Reads the parameters of a query, and adds a fault for each that is wrong. */
  void read(@Nullable String query, GivenMembers given, Tally tally) {
    QueryParameters.of(query)
        .forEach((name, texts) -> {
          MemberParameter parameter = parameters.get(name);
          if (parameter == null) {
            unknown(name, tally.faults());
          } else {
            given.put(parameter.at(), value(parameter, texts, tally), "a parameter");
          }
        });
  }

  private static @Nullable Object value(
      MemberParameter parameter, List<String> texts, Tally tally) {
    if (!parameter.list() && texts.size() > 1) {
      tally
          .faults()
          .add(FaultCode.WRONG_TYPE, parameter.at(), "Expected one value, found %d.", texts.size());
      return null;
    }
    String value = parameter.list() ? array(texts) : json(texts.getFirst());
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), value)) {
      parser.nextToken();
      RowScanner none = new RowScanner(InputStream.nullInputStream(), new byte[RowScanner.room(1)]);
      ReadContext in = new ReadContext(parser, none, new GivenMembers(), tally);
      return parameter.reader().read(in, parameter.at());
    }
  }

  private void unknown(String name, Faults faults) {
    if (name.equals(DTYPE)) {
      faults.add(
          FaultCode.UNKNOWN_PARAMETER,
          Parameter.named(name),
          "Expected no parameter \"dtype\": the dtype of the request is that of the NumPy file. Convert the array instead, as in array.astype('<f8').");
    } else {
      faults.add(
          FaultCode.UNKNOWN_PARAMETER,
          Parameter.named(name),
          "Expected one of the parameters %s, found \"%s\".%s Labels, vectors and further matrices need a body of JSON or an archive (application/x-npz).",
          String.join(", ", parameters.keySet()),
          Quoted.of(name),
          Suggestion.of(name, parameters.keySet()));
    }
  }

  /** The JSON of a list: an empty parameter is an empty list, an empty element is none. */
  private static String array(List<String> texts) {
    return texts.stream()
        .filter(text -> !text.isEmpty())
        .flatMap(text -> Arrays.stream(text.split(",", -1)))
        .map(ParameterReader::json)
        .collect(Collectors.joining(",", "[", "]"));
  }

  /** The JSON of a parameter: a number, true or false where it is one, else a string. */
  private static String json(String text) {
    return LITERAL.matcher(text).matches()
        ? text
        : '"' + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + '"';
  }
}
