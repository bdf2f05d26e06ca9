package attention.parse;

import attention.problem.FaultCode;
import attention.problem.Faults;
import attention.problem.Parameter;
import attention.problem.Pointer;
import attention.problem.ProblemException;
import attention.problem.Quoted;
import attention.problem.Suggestion;
import attention.request.AttentionRequest;
import attention.request.InputMatrix;
import attention.request.InputMatrix.Values;
import attention.request.Limits;
import attention.request.Received;
import attention.request.RecordMembers;
import attention.trace.Member;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads one kind of request whose embeddings are the body, a NumPy file, and whose other members
 * are query parameters: those that are a number, a word, or a list of numbers or words. The dtype
 * is the array's.
 *
 * @param <T> the request
 */
public final class NpyRequestReader<T extends AttentionRequest> {

  private static final String EMBEDDINGS = "embeddings";
  private static final String DTYPE = "dtype";
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]{0,99})(\\.[0-9]{1,100})?([eE][-+]?[0-9]{1,9})?");
  private static final JsonFactory JSON = new JsonFactory();

  private final Class<T> type;
  private final RecordReader reader;
  private final Limits limits;
  private final Map<String, RecordComponent> parameters;

  /**
   * @param includable what {@code include} may name
   */
  public NpyRequestReader(Class<T> type, Set<Member> includable, Limits limits) {
    this.type = type;
    this.reader = new RecordReader(type.asSubclass(Record.class), includable);
    this.limits = limits;
    this.parameters =
        parameters(type).stream()
            .collect(
                Collectors.toMap(
                    RecordComponent::getName, member -> member, (a, b) -> b, TreeMap::new));
  }

  /** The members of a request that can be query parameters. */
  public static List<RecordComponent> parameters(Class<?> type) {
    return RecordMembers.of(type).stream()
        .filter(member -> !member.getName().equals(DTYPE))
        .filter(member ->
            isList(member) || member.getType() == Double.class || member.getType().isEnum())
        .toList();
  }

  private static boolean isList(RecordComponent member) {
    return member.getType() == int[].class
        || member
            .getGenericType()
            .getTypeName()
            .equals("java.util.List<" + Member.class.getName() + ">");
  }

  /**
   * Reads a body to its end.
   *
   * @param length that of the body; −1 if it is not known
   * @param memory reserves this many bytes for all values of the request, or throws; called before
   *     they are read
   * @throws ProblemException if it is not such a request
   * @throws IOException if the client breaks off
   */
  public Received<T> read(
      InputStream body, long length, @Nullable String query, LongConsumer memory)
      throws IOException {
    Faults faults = new Faults(EMBEDDINGS);
    Map<String, @Nullable Object> values = new HashMap<>();
    QueryParameters.of(query).forEach((name, texts) -> parameter(name, texts, values, faults));
    NumpyHeader header = NumpyHeader.read(body);
    InputMatrix embeddings = embeddings(header, body, length, faults, memory);
    faults.throwIfUnreadable();
    values.put(EMBEDDINGS, embeddings);
    values.put(DTYPE, header.dtype());
    T request = Objects.requireNonNull(type.cast(reader.build(values)));
    return new Received<>(request, faults, embeddings.sound() ? header.bytesHeld() : 0);
  }

  private void parameter(
      String name, List<String> texts, Map<String, @Nullable Object> values, Faults faults) {
    Pointer at = Pointer.ROOT.child(name);
    RecordComponent member = parameters.get(name);
    if (member == null) {
      unknown(name, faults);
    } else if (!isList(member) && texts.size() > 1) {
      faults.add(FaultCode.WRONG_TYPE, at, "Expected one value, found %d.", texts.size());
    } else {
      String value = isList(member) ? array(texts) : json(texts.getFirst());
      try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), value)) {
        parser.nextToken();
        RowScanner none =
            new RowScanner(InputStream.nullInputStream(), new byte[RowScanner.room(1)]);
        values.put(
            name, reader.read(name, new ReadContext(parser, none, faults, limits, held -> {}), at));
      }
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
          "Expected one of the parameters %s, found \"%s\".%s Masks, labels and matrices need a body of JSON.",
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
        .map(NpyRequestReader::json)
        .collect(Collectors.joining(",", "[", "]"));
  }

  /** The JSON of a parameter: a number where it is one, else a string. */
  private static String json(String text) {
    return NUMBER.matcher(text).matches()
        ? text
        : '"' + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + '"';
  }

  private InputMatrix embeddings(
      NumpyHeader header, InputStream body, long length, Faults faults, LongConsumer memory)
      throws IOException {
    Pointer at = Pointer.ROOT.child(EMBEDDINGS);
    boolean empty = header.rows() == 0 || header.columns() == 0;
    long most = limits.numbers();
    if (empty) {
      faults.add(
          FaultCode.EMPTY_MATRIX,
          at,
          "Expected at least one row and one column, found a matrix of %d × %d.",
          header.rows(),
          header.columns());
    } else if (header.rows() > most / header.columns()) {
      faults.add(
          FaultCode.LIMIT_EXCEEDED,
          at,
          "Expected at most %d numbers in a request, found %d × %d. Send a smaller array, or raise attention.limits.numbers.",
          most,
          header.rows(),
          header.columns());
    } else {
      memory.accept(header.bytesHeld());
      ByteBuffer bytes = numbers(header, body, length).order(ByteOrder.LITTLE_ENDIAN);
      Values numbers = new Values.Raw(bytes);
      return new InputMatrix(at, (int) header.rows(), (int) header.columns(), numbers, false, true);
    }
    return new InputMatrix(at, -1, 0, Values.NONE, false, false);
  }

  private static ByteBuffer numbers(NumpyHeader header, InputStream body, long length)
      throws IOException {
    int expected = Math.toIntExact(header.bytes());
    if (length >= 0 && length < expected) {
      throw misfit(expected, "a body of %d".formatted(length));
    }
    byte[] bytes = new byte[expected];
    int read = body.readNBytes(bytes, 0, expected);
    if (read < expected) {
      throw misfit(expected, Integer.toString(read));
    }
    if (body.read() >= 0) {
      throw misfit(expected, "more");
    }
    return ByteBuffer.wrap(bytes);
  }

  private static ProblemException misfit(int expected, String found) {
    return NumpyHeader.refusal("%d bytes of numbers, as the shape says".formatted(expected), found);
  }
}
