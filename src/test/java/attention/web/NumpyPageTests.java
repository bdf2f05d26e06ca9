package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Interpreter;
import attention.http.Readme;
import attention.http.Readme.Sample;
import attention.http.ServiceTest;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The samples of docs/numpy.md, one after the other: some need the files of those before. */
@ServiceTest
class NumpyPageTests {

  private final Readme page = Readme.read(Path.of("docs/numpy.md"));

  @Test
  void everySamplePrintsWhatThePageSays(@LocalServerPort int port, @TempDir Path folder)
      throws IOException, InterruptedException {
    for (Sample sample : page.samples()) {
      Interpreter interpreter = Interpreter.of(sample.language());
      interpreter.require();
      String code = sample.code().replace("localhost:8080", "127.0.0.1:" + port);
      assertThat(interpreter.run(code, folder).strip())
          .as(sample.toString())
          .isEqualTo(sample.printed().strip());
    }
  }

  @Test
  void everyBlockOfCodeIsASample() {
    assertThat(page.commands()).isEmpty();
    assertThat(page.samples().stream().map(Sample::language))
        .containsExactly("python", "sh", "python", "python");
  }
}
