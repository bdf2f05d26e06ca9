package attention.parse;

import attention.matrix.Dtype;
import attention.problem.FaultCode;
import attention.problem.Faults;
import attention.problem.Pointer;
import attention.problem.ProblemException;
import attention.problem.Quoted;
import attention.problem.Suggestion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the entries of one archive: arrays as members of the request, and its JSON. */
final class EntryReader {

  private static final Pointer DTYPE = Pointer.ROOT.child("dtype");
  private static final Pointer REQUEST = Pointer.ROOT.child(EntryNames.REQUEST);
  private static final String SUFFIX = ".npy";
  private static final byte PADDING = 0;
  private static final byte[] NO_JSON = {'{', '}'};

  /** More bytes than these of an array with a fault are not unpacked: it ends the reading. */
  private static final long MOST_SKIPPED = 1024 * 1024;

  private final EntryNames names;
  private final Tally tally;
  private final GivenMembers given = new GivenMembers();
  private @Nullable InputStream json;
  private @Nullable Dtype dtype;
  private String first = "";

  EntryReader(EntryNames names, Tally tally) {
    this.names = names;
    this.tally = tally;
  }

  /** The members that were read. */
  GivenMembers given() {
    return given;
  }

  /** The JSON of all others; an empty object if there is none. */
  InputStream json() {
    return json == null ? new ByteArrayInputStream(NO_JSON) : json;
  }

  /**
   * Reads an entry to its end.
   *
   * @throws ProblemException if no further entry can be read
   * @throws IOException if the client breaks off
   */
  void read(ArchiveEntry entry) throws IOException {
    if (!entry.name().endsWith(SUFFIX)) {
      throw ArchiveInput.refusal(
          "entries whose names end in .npy, as numpy.savez writes them",
          "the entry \"%s\". Leave it out".formatted(Quoted.of(entry.name())));
    }
    String name = entry.name().substring(0, entry.name().length() - SUFFIX.length());
    Pointer at = Pointer.of(List.of(name.split("/", -1)));
    if (at.equals(REQUEST) ? json != null : names.reader(name) != null && given.has(at)) {
      throw Faults.single(
          FaultCode.DUPLICATE_MEMBER,
          at,
          "Expected each entry once, found \"%s\" again. Remove one of the two."
              .formatted(Quoted.of(name)));
    }
    NumpyArray array = NumpyArray.of(entry, entry::announce, at);
    long start = entry.count();
    read(array, name, at);
    skip(entry, array, entry.count() - start);
    entry.end();
  }

  private void read(NumpyArray array, String name, Pointer at) throws IOException {
    ArrayReader reader = names.reader(name);
    if (at.equals(REQUEST)) {
      json = text(array);
    } else if (reader == null) {
      refuse(name, at);
    } else {
      Object value = hasDtype(array, name, at) ? reader.read(array, tally, at) : null;
      given.put(at, value, "the entry \"%s\"".formatted(name));
    }
  }

  private InputStream text(NumpyArray array) throws IOException {
    if (!ArrayForm.TEXT.fits(array, tally.faults())) {
      tally.faults().throwIfUnreadable();
    }
    NumpyElements elements = array.elements(tally);
    ByteBuffer text = elements.bytes();
    int length =
        elements.type().kind() == NumpyType.Kind.TEXT ? Utf32.toUtf8(text, REQUEST) : text.limit();
    while (length > 0 && text.get(length - 1) == PADDING) {
      length--;
    }
    return new ByteArrayInputStream(text.array(), 0, length);
  }

  /** Whether an array has the dtype of those before it; anything that has none passes. */
  private boolean hasDtype(NumpyArray array, String name, Pointer at) {
    Dtype found = array.header().type().dtype();
    if (found == null || found == dtype) {
      return true;
    }
    if (dtype == null) {
      dtype = found;
      first = name;
      given.put(DTYPE, found, "the dtype of the arrays");
      return true;
    }
    tally
        .faults()
        .add(
            FaultCode.INVALID_NPY,
            at,
            "Expected numbers of the dtype %s, as in the entry \"%s\", found %s. All arrays of a request have one dtype, which is the request's: send array.astype('%s').",
            dtype,
            first,
            found,
            dtype);
    return false;
  }

  private void refuse(String name, Pointer at) {
    if (names.isJson(name)) {
      tally
          .faults()
          .add(
              FaultCode.WRONG_TYPE,
              at,
              "Expected \"%s\" in the JSON text of the entry \"request\", found an array. Move it there, as in numpy.savez(file, request=json.dumps({…}), …).",
              name);
    } else {
      tally
          .faults()
          .add(
              FaultCode.UNKNOWN_MEMBER,
              at,
              "Expected one of the entries %s, found \"%s\".%s Name each array by its path in the request, as in numpy.savez(file, embeddings=X).",
              String.join(", ", names.all()),
              Quoted.of(name),
              Suggestion.of(name, names.all()));
    }
  }

  /** Goes to the end of an array that was not read because of a fault. */
  private void skip(ArchiveEntry entry, NumpyArray array, long read) throws IOException {
    NumpyHeader header = array.header();
    long rest = header.type().bytes() < 0 ? Long.MAX_VALUE : header.bytes() - read;
    if (rest > MOST_SKIPPED) {
      tally.faults().throwIfAny();
    }
    entry.pass(rest);
  }
}
