package attention.parse;

import attention.problem.Faults;
import attention.problem.ProblemException;
import attention.request.AttentionRequest;
import attention.request.CheckRequest;
import attention.request.Limits;
import attention.request.Received;
import attention.trace.Member;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Reads one kind of request from an archive as {@code numpy.savez} writes it: each matrix or vector
 * is an entry with its path as the name, such as {@code projections/query}, and the entry {@code
 * request} is the JSON of all other members. The dtype is that of the arrays.
 *
 * @param <T> the request
 */
public final class NpzRequestReader<T extends AttentionRequest> {

  /** The media type of an archive. */
  public static final String MEDIA_TYPE = "application/x-npz";

  /** The longest array that every virtual machine can have. */
  private static final long LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final JsonRequestReader<T> reader;
  private final EntryNames names;
  private final Limits limits;
  private final long mostBytes;

  /**
   * @param includable what {@code include} may name
   * @param mostBytes the most bytes that an archive may unpack to
   */
  public NpzRequestReader(Class<T> type, Set<Member> includable, Limits limits, long mostBytes) {
    this(new JsonRequestReader<>(type, includable, limits), EntryNames.of(type), limits, mostBytes);
  }

  private NpzRequestReader(
      JsonRequestReader<T> reader, EntryNames names, Limits limits, long mostBytes) {
    this.reader = reader;
    this.names = names;
    this.limits = limits;
    this.mostBytes = Math.min(mostBytes, LONGEST_ARRAY);
  }

  /**
   * A reader of requests to check an answer, whose stages are entries too, such as {@code
   * answer/weights}.
   *
   * @param request what is to be answered
   * @param stages what may be posted
   * @param mostBytes the most bytes that an archive may unpack to
   */
  public static NpzRequestReader<CheckRequest> ofCheck(
      Class<? extends AttentionRequest> request,
      Set<Member> stages,
      Limits limits,
      long mostBytes) {
    return new NpzRequestReader<>(
        JsonRequestReader.ofCheck(request, stages, limits),
        EntryNames.ofCheck(request, stages),
        limits,
        mostBytes);
  }

  /** The names of the entries that are arrays of a kind of request. */
  public static List<String> entries(Class<?> type) {
    return EntryNames.of(type).arrays();
  }

  /**
   * The same of a request to check an answer.
   *
   * @param stages what may be posted
   */
  public static List<String> entries(Class<?> request, Set<Member> stages) {
    return EntryNames.ofCheck(request, stages).arrays();
  }

  /**
   * Reads a body to its end.
   *
   * @param room what the JSON is read into, as of {@link JsonRequestReader#roomFor}
   * @param memory reserves this many bytes for all values of the request, or throws; called before
   *     they are unpacked
   * @throws ProblemException if it is not such a request
   * @throws IOException if the client breaks off
   */
  public Received<T> read(InputStream body, byte[] room, LongConsumer memory) throws IOException {
    Tally tally = new Tally(new Faults(), limits, memory);
    EntryReader entries = new EntryReader(names, tally);
    try (Archive archive = new Archive(body, new UnpackedLimit(mostBytes))) {
      for (ArchiveEntry entry = archive.next(); entry != null; entry = archive.next()) {
        entries.read(entry);
      }
    }
    T request = reader.read(entries.json(), room, entries.given(), tally);
    return new Received<>(request, tally.faults(), tally.held());
  }
}
