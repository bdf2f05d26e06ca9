package attention.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import attention.http.Interpreter;
import attention.http.ServiceTest;
import attention.web.WhyAttentionPage.Block;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What docs/why-attention.md prints is what its requests give. */
@ServiceTest
class WhyAttentionTests {

  private static final String END_OF_BLOCK = "-- end of a block --\n";

  private final WhyAttentionPage page = WhyAttentionPage.read();
  private final int port;

  WhyAttentionTests(@LocalServerPort int port) {
    this.port = port;
  }

  @Test
  void theSessionPrintsWhatThePageSays() throws IOException, InterruptedException {
    List<Block> blocks = page.blocks().stream().filter(block -> !block.measures()).toList();
    assertThat(run(blocks)).containsExactlyElementsOf(blocks.stream().map(Block::printed).toList());
  }

  @Test
  @Tag("trained")
  void theMeasurementGivesTheTableOfThePage() throws IOException, InterruptedException {
    List<Block> blocks = page.blocks().subList(0, 2);
    List<List<String>> measured = new Block("", run(blocks).getLast()).table();
    List<List<String>> shown = page.measurement().table();
    assertThat(measured).hasSameSizeAs(shown);
    for (int line = 0; line < shown.size(); line++) {
      for (int cell = 0; cell < shown.get(line).size(); cell++) {
        assertThat(Double.parseDouble(measured.get(line).get(cell)))
            .isCloseTo(Double.parseDouble(shown.get(line).get(cell)), within(0.5));
      }
    }
  }

  @Test
  void everyBlockIsPartOfTheSession() {
    assertThat(page.blocks()).hasSize(7);
    assertThat(page.fences()).isEqualTo(4L * page.blocks().size());
    assertThat(page.measurement().measures()).isTrue();
  }

  /** Runs blocks as one session. */
  private List<String> run(List<Block> blocks) throws IOException, InterruptedException {
    Interpreter.PYTHON.require();
    String code =
        blocks.stream()
            .map(Block::code)
            .collect(Collectors.joining("print('" + END_OF_BLOCK.strip() + "')\n"))
            .replace("localhost:8080", "127.0.0.1:" + port);
    return List.of(Interpreter.PYTHON.run(code).split(END_OF_BLOCK, -1));
  }
}
