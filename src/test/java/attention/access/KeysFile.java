package attention.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Has the service read its keys from a file, before it starts. */
final class KeysFile implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  static final String PROPERTY = "attention.access.keys-file";

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    try {
      Path file = Files.createTempFile("keys", null);
      file.toFile().deleteOnExit();
      Files.writeString(file, Keys.file());
      TestPropertyValues.of(PROPERTY + "=" + file).applyTo(context);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
