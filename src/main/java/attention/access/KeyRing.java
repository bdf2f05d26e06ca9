package attention.access;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of the properties and of a file. The file is read again when it changes; one that cannot
 * be read leaves the keys as they were. Thread-safe.
 */
final class KeyRing {

  private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);

  /** Far more than the most keys take. */
  private static final int LONGEST = 1024 * 1024;

  private final List<String> fixed;
  private final @Nullable Path file;
  private final Clock clock;
  private volatile ApiKeys keys;

  /** What was tried last, whether it could be used or not; guarded by this. */
  private @Nullable String tried;

  /**
   * @param fixed keys as lines
   * @param file of further lines; none if absent
   * @throws MalformedKeysException if a line is no key
   * @throws IOException if the file cannot be read
   */
  KeyRing(List<String> fixed, @Nullable Path file, Clock clock) throws IOException {
    this.fixed = List.copyOf(fixed);
    this.file = file;
    this.clock = clock;
    this.tried = file == null ? "" : content(file);
    this.keys = read(tried);
  }

  /** The keys that are valid now, and those that have expired. */
  ApiKeys keys() {
    return keys;
  }

  /** Whether it is filled from a file. */
  boolean isFromFile() {
    return file != null;
  }

  /** Reads the file again if it has changed. Between two readings all requests see one list. */
  synchronized void refresh() {
    String content;
    try {
      content = content(Objects.requireNonNull(file, "There is no file"));
    } catch (IOException e) {
      reject(null, "it cannot be read (" + e.getClass().getSimpleName() + ")");
      return;
    }
    if (content.equals(tried)) {
      return;
    }
    try {
      keys = read(content);
      tried = content;
      LOG.info("The keys were read again: {} are stored.", keys.all().size());
    } catch (MalformedKeysException e) {
      reject(content, e.getMessage());
    }
  }

  /** Logs once for each content that cannot be used. */
  private void reject(@Nullable String content, @Nullable String reason) {
    if (!Objects.equals(content, tried)) {
      LOG.warn("The keys remain as they were, because the new file is not usable: {}", reason);
      tried = content;
    }
  }

  private ApiKeys read(String content) {
    return ApiKeys.read(fixed).and(ApiKeys.read(content.lines().toList())).limited(clock.instant());
  }

  private static String content(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LONGEST + 1);
      if (bytes.length > LONGEST) {
        throw new IOException("The file of keys is longer than " + LONGEST + " bytes");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
