package attention.parse;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * An archive as {@code numpy.savez} and {@code savez_compressed} write it (ZIP, APPNOTE 6.3.10),
 * read from the front: the directory at its end only has to agree on the number of entries. Unlike
 * {@link java.util.zip.ZipInputStream} it reads stored entries whose length follows them, which
 * NumPy writes to a stream without seeking.
 */
final class Archive implements AutoCloseable {

  private static final long ENTRY = 0x04034B50;
  private static final long DIRECTORY = 0x02014B50;
  private static final long END = 0x06054B50;
  private static final int END_LENGTH = 22;
  private static final int END_ENTRIES = 10;

  private final Inflater inflater = new Inflater(true);
  private final ArchiveInput input;
  private int entries;

  Archive(InputStream body, UnpackedLimit limit) {
    this.input = new ArchiveInput(body, limit);
  }

  /** The next entry, once the one before it is at its end; nothing behind the last. */
  @Nullable ArchiveEntry next() throws IOException {
    byte[] bytes = input.bytes(Integer.BYTES);
    long signature = ArchiveInput.number(bytes, 0, Integer.BYTES);
    if (signature == ENTRY) {
      entries++;
      inflater.reset();
      return new ArchiveEntry(input, inflater);
    }
    if (signature != DIRECTORY && signature != END) {
      throw entries == 0
          ? ArchiveInput.refusal(
              "an archive as numpy.savez writes it",
              "something else. Send one array as application/x-npy, or JSON as application/json")
          : ArchiveInput.refusal("an entry or the directory", "neither: the archive is damaged");
    }
    byte[] end = input.last(bytes, END_LENGTH);
    if (ArchiveInput.number(end, 0, Integer.BYTES) != END
        || ArchiveInput.number(end, END_ENTRIES, Short.BYTES) != (entries & 0xFFFF)) {
      throw ArchiveInput.refusal(
          "a directory of %d entries at the end".formatted(entries),
          "none. Send the archive whole, as numpy.savez writes it");
    }
    return null;
  }

  @Override
  public void close() {
    inflater.end();
  }
}
