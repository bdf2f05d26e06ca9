package attention.parse;

import attention.problem.Faults;
import attention.problem.Pointer;
import attention.problem.ProblemException;
import attention.request.AttentionRequest;
import attention.request.InputMatrix;
import attention.request.Limits;
import attention.request.Received;
import attention.request.RecordMembers;
import attention.trace.Member;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one kind of request whose first matrix is the body, a NumPy file, and whose other members
 * are query parameters (see {@link ParameterReader}). The dtype is the array's.
 *
 * @param <T> the request
 */
public final class NpyRequestReader<T extends AttentionRequest> {

  private static final Pointer DTYPE = Pointer.ROOT.child("dtype");

  private final JsonRequestReader<T> reader;
  private final ParameterReader parameters;
  private final String member;
  private final Limits limits;

  /**
   * @param includable what {@code include} may name
   */
  public NpyRequestReader(Class<T> type, Set<Member> includable, Limits limits) {
    this.reader = new JsonRequestReader<>(type, includable, limits);
    this.parameters = new ParameterReader(type, includable);
    this.member = member(type);
    this.limits = limits;
  }

  /** The member of a kind of request that is the body. */
  public static String member(Class<?> type) {
    return RecordMembers.of(type).stream()
        .filter(component -> component.getType() == InputMatrix.class)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No matrix in " + type))
        .getName();
  }

  /** The names of the query parameters of a kind of request. */
  public static List<String> parameters(Class<?> type) {
    return ParameterReader.names(type);
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
    Tally tally = new Tally(new Faults(member), limits, memory);
    GivenMembers given = new GivenMembers();
    parameters.read(query, given, tally);
    NumpyArray array = NumpyArray.of(body, bytes -> requireLength(length, bytes), Pointer.ROOT);
    Pointer at = Pointer.ROOT.child(member);
    given.put(at, matrix(array, tally, at), "the body");
    given.put(DTYPE, array.header().type().dtype(), "the dtype of the array");
    return new Received<>(reader.given(given, tally.faults()), tally.faults(), tally.held());
  }

  private static void requireLength(long length, long expected) {
    if (length >= 0 && length < expected) {
      throw NumpyArray.misfit(Pointer.ROOT, expected, "a body of %d".formatted(length));
    }
  }

  private static InputMatrix matrix(NumpyArray array, Tally tally, Pointer at) throws IOException {
    InputMatrix matrix = ArrayReaders.matrix(array, tally, at);
    tally.faults().throwIfUnreadable();
    if (matrix.sound() && array.rest().read() >= 0) {
      throw NumpyArray.misfit(Pointer.ROOT, array.header().bytes(), "more");
    }
    return matrix;
  }
}
