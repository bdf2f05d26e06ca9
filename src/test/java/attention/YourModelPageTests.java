package attention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/your-model.md shows the recipe that its script runs. */
class YourModelPageTests {

  @Test
  void theRecipeIsTheOneThatRuns() throws IOException {
    String script = Files.readString(Path.of("src/test/python/your_model.py"));
    String recipe = between(script, "# [recipe]\n", "# [end]\n");
    assertThat(Files.readString(Path.of("docs/your-model.md")))
        .contains("```python\n" + recipe + "```\n");
  }

  private static String between(String text, String start, String end) {
    return text.substring(text.indexOf(start) + start.length(), text.indexOf(end));
  }
}
