package attention.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The file of keys is read again when it changes, and only if it can be used. */
@ExtendWith(OutputCaptureExtension.class)
class KeyRingTests {

  @TempDir private Path folder;

  private static boolean knows(KeyRing ring, String key) {
    return ring.keys().find(KeyHash.of(key)) != null;
  }

  private KeyRing ring(Path file) throws IOException {
    return new KeyRing(List.of(Keys.line("fixed", "fixed")), file, Clock.systemUTC());
  }

  @Test
  void aChangedFileReplacesTheKeysOfTheFileAlone() throws IOException {
    Path file = Files.writeString(folder.resolve("keys"), Keys.line("lab", "old"));
    KeyRing ring = ring(file);
    assertThat(knows(ring, "old")).isTrue();
    Files.writeString(file, Keys.line("lab", "new"));
    ring.refresh();
    assertThat(knows(ring, "new")).isTrue();
    assertThat(knows(ring, "old")).isFalse();
    assertThat(knows(ring, "fixed")).isTrue();
  }

  @Test
  void aBrokenOrMissingFileLeavesTheKeysAndIsLoggedOnce(CapturedOutput log) throws IOException {
    Path file = Files.writeString(folder.resolve("keys"), Keys.line("lab", "old"));
    KeyRing ring = ring(file);
    Files.writeString(file, Keys.line("lab", "new") + "\nlab secret-that-is-no-hash");
    ring.refresh();
    ring.refresh();
    assertThat(knows(ring, "old")).isTrue();
    assertThat(knows(ring, "new")).isFalse();
    assertThat(log.getOut().split("The keys remain as they were", -1)).hasSize(2);
    assertThat(log.getOut()).contains("line 2: Expected the SHA-256").doesNotContain("secret-that");
    Files.delete(file);
    ring.refresh();
    ring.refresh();
    assertThat(knows(ring, "old")).isTrue();
    assertThat(log.getOut().split("The keys remain as they were", -1)).hasSize(3);
    Files.writeString(file, Keys.line("lab", "new"));
    ring.refresh();
    assertThat(knows(ring, "new")).isTrue();
  }

  @Test
  void theKeysOfPropertiesAndFileAreCountedTogether() throws IOException {
    String lines = Keys.line("fixed", "second") + "\n" + Keys.line("fixed", "third");
    Path file = Files.writeString(folder.resolve("keys"), lines);
    assertThatThrownBy(() -> ring(file)).hasMessageContaining("found a third of fixed");
  }

  @Test
  void aFileThatIsTooLongIsNotRead() throws IOException {
    Path file = Files.writeString(folder.resolve("keys"), Keys.line("lab", "old"));
    KeyRing ring = ring(file);
    Files.writeString(file, "#".repeat(2 << 20));
    ring.refresh();
    assertThat(knows(ring, "old")).isTrue();
  }

  /** As Kubernetes does it: the mounted file is a link to a link to a folder. */
  @Test
  void aLinkThatIsTurnedIsNoticed() throws IOException {
    Path first = Files.createDirectory(folder.resolve("first"));
    Path second = Files.createDirectory(folder.resolve("second"));
    Files.writeString(first.resolve("keys"), Keys.line("lab", "old"));
    Files.writeString(second.resolve("keys"), Keys.line("lab", "new"));
    Path data = Files.createSymbolicLink(folder.resolve("data"), first);
    Path file = Files.createSymbolicLink(folder.resolve("keys"), Path.of("data", "keys"));
    KeyRing ring = ring(file);
    try (KeyWatch watch = new KeyWatch(ring, Duration.ofMillis(20))) {
      Path turned = Files.createSymbolicLink(folder.resolve("turned"), second);
      Files.move(turned, data, StandardCopyOption.ATOMIC_MOVE);
      await().until(() -> knows(ring, "new"));
      assertThat(watch).isNotNull();
    }
    assertThat(knows(ring, "old")).isFalse();
  }

  @Test
  void theServiceDoesNotStartWithKeysThatCannotBeRead() throws IOException {
    assertThatThrownBy(() -> ring(folder.resolve("none"))).isInstanceOf(IOException.class);
    Path file = Files.writeString(folder.resolve("keys"), "lab");
    assertThatThrownBy(() -> ring(file)).isInstanceOf(MalformedKeysException.class);
  }
}
