package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Holds the pictures of docs/why-attention.md to the numbers in it. The property {@code why.write}
 * draws them anew.
 */
class WhyAttentionPictureTests {

  private final WhyAttentionPage page = WhyAttentionPage.read();

  @ParameterizedTest
  @CsvSource({"why-attention-lengths.svg", "why-attention-alignment.svg"})
  void aPictureShowsTheNumbersOfThePage(String name) throws IOException {
    Path picture = Path.of("docs", name);
    String drawn =
        name.contains("lengths")
            ? WhyAttentionPicture.lengths(page.measurement())
            : WhyAttentionPicture.alignment(page.alignment());
    if (Boolean.getBoolean("why.write")) {
      Files.writeString(picture, drawn);
    }
    assertThat(Files.readString(picture))
        .as(
            "%s; draw it anew with ./mvnw test -Dtest=WhyAttentionPictureTests -Dwhy.write=true",
            picture)
        .isEqualTo(drawn);
  }
}
