package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import tools.jackson.databind.JsonNode;

/** The drawings of a row, and what a visitor takes away. */
class ExplorerRowTests extends InExplorer {

  @Test
  void aRowIsDrawnAsFiguresBarsAndLines() {
    page.open(CHOSEN);
    assertThat(page.texts("[data-figure=scores] text"))
        .contains("query x⁽²⁾", "ω₂₁", "ω₂₆", "0.84");
    assertThat(page.texts("[data-figure=context] text"))
        .contains("context z⁽²⁾", "α₂₁", "α₂₆", "0.63");
    page.click("[data-view=sum]");
    assertThat(page.texts("[data-figure=sum] text")).contains("context", "0.43", "0.551");
    page.click("[data-view=lines]");
    assertThat(page.browser().findElements(By.cssSelector("[data-line^='1 ']"))).hasSize(6);
  }

  @Test
  void aDecoderIsWalkedThroughBesideOneHiddenState() {
    page.open("#example=copy-with-attention");
    page.until("return document.querySelectorAll('.letters').length === 2");
    for (int step = 0; step < 9; step++) {
      page.click("[data-walk=step]");
    }
    assertThat(page.text(".lane .letters")).isEqualTo("read out facadebead");
    assertThat(page.browser().findElements(By.cssSelector(".letters .wrong"))).isNotEmpty();
    assertThat(page.texts(".lengths tbody tr").getFirst()).startsWith("with attention 100.0 100.0");
    page.click("[data-walk=back]");
    page.click("[data-walk=play]");
    page.until("return document.querySelector('.controls').textContent.includes('step 10 of')");
    page.until("return document.querySelector('[data-walk=play]') !== null");
  }

  @Test
  void rotatedPairsAreArrows() {
    page.open("#example=rotary-halves&cell=3,1&view=turning");
    assertThat(page.texts("[data-figure=query] text")).contains("columns 0, 2", "(−0.26, −0.3)");
    assertThat(page.text("[data-figure=key] figcaption")).contains("3 − 1 = 2");
  }

  @Test
  void aLinkOpensTheSameState() {
    page.open(CHOSEN);
    page.write("embeddings", 0, 0, "0.5");
    page.select("[data-stage=weights] select", "log");
    page.until("return location.hash.includes('r=') && location.hash.includes('weights:log')");
    String hash = (String) page.run("return location.hash");
    String ledger = page.ledger("weights").replace("0.1263 ", "");
    page.open(hash);
    assertThat(page.find("[data-at='embeddings 0 0']").getDomProperty("value")).isEqualTo("0.5");
    assertThat(page.find("[data-stage=weights] select").getDomProperty("value")).isEqualTo("log");
    assertThat(page.ledger("weights")).isEqualTo(ledger);
  }

  @Test
  void theCurlLineGivesTheSameNumbers() {
    page.open(CHOSEN);
    page.click("[data-program=curl]");
    String curl = page.find("[data-shown=curl]").getText();
    assertThat(curl).startsWith("curl -s '" + client.address() + "/attention/self'");
    String body = curl.substring(curl.indexOf("-d '") + 4, curl.lastIndexOf('\''));
    JsonNode row = client.post("/attention/self", body).json().get("rows").get(1);
    assertThat("%.4f".formatted(row.get("weights").get(2).asDouble())).isEqualTo("0.1263");
    for (String program : List.of("Python", "JavaScript")) {
      page.click("[data-program=" + program + "]");
      assertThat(page.text("[data-shown=" + program + "]")).contains("/attention/self", "0.22");
    }
  }

  @Test
  void thePictureIsTheServices() {
    page.open(CHOSEN);
    page.until("return !document.querySelector('.drawn').hidden");
    page.browser()
        .executeScript(
            """
            URL.createObjectURL = (file) => {
              file.text().then((text) => window.saved = text);
              return '#';
            };\
            """);
    page.click(".drawn button");
    page.until("return window.saved !== undefined");
    assertThat((String) page.run("return window.saved")).contains("<svg", "journey");
  }

  @Test
  void ownNumbersAreCheckedAtAStage() {
    page.open("#example=book&cell=1,2&view=check");
    String transposed =
        (String)
            page.await(
                """
                const done = arguments[0];
                import('./explorer/service.js').then(async ({get, compute}) => {
                  const {path, request} = await get('/attention/examples/book');
                  const {rows} = await compute(path, request);
                  done(rows.map((_, j) => rows.map((row) => row.weights[j]).join(' ')).join('\\n'));
                });\
                """);
    page.find(".check textarea").sendKeys(Objects.requireNonNull(transposed));
    page.click(".check .bar button");
    page.until("return document.querySelector('.verdict li') !== null");
    assertThat(page.text(".verdict p")).startsWith("They differ: ");
    assertThat(page.texts(".verdict li")).anyMatch(text -> text.startsWith("transposed"));
  }
}
