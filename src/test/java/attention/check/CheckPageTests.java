package attention.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The catalogue of causes in docs/check.md is that of the code. */
class CheckPageTests {

  @Test
  void thePageListsEveryCauseWithItsCases() throws IOException {
    String expected = CheckPage.expected();
    if (Boolean.getBoolean("check.write")) {
      Files.writeString(CheckPage.FILE, expected);
    }
    assertThat(Files.readString(CheckPage.FILE))
        .as("To write it: ./mvnw test -Dtest=CheckPageTests -Dcheck.write=true")
        .isEqualTo(expected);
  }
}
