package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The drawings of a row. */
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
    assertThat(
            page.run(
                """
                const texts = [...document.querySelectorAll('[data-figure=sum] text')].map((text) => text.getBoundingClientRect());
                return texts.filter((a, i) => texts.some((b, j) => i < j && a.left < b.right && b.left < a.right
                  && a.top + 4 < b.bottom && b.top + 4 < a.bottom)).length;\
                """))
        .as("texts that cover each other")
        .isEqualTo(0L);
    page.click("[data-view=lines]");
    assertThat(page.browser().findElements(By.cssSelector("[data-line^='1 ']"))).hasSize(6);
  }

  @Test
  void aFigureCountsQueriesAsTheRequestDoes() {
    page.open(CHOSEN);
    page.find("[data-pointer='#/queryIndices'] input").sendKeys("2", Keys.TAB);
    page.until(
        "return document.querySelector('[data-figure=scores]').textContent.includes('starts')");
    page.until("return document.querySelectorAll('#views .of option').length === 1");
    assertThat(page.texts("#views text")).contains("query x⁽³⁾", "ω₃₁", "context z⁽³⁾");
  }

  @Test
  void aNumberHasTheColourOfItsMapInAFigure() {
    page.open("#example=causal-mask&cell=1,0");
    assertThat(
            page.run(
                """
                return [...document.querySelectorAll('[data-figure=context] text')].find((text) => text.textContent === '0.50')
                  .previousElementSibling.getAttribute('fill');\
                """))
        .as("half of 1, the map's largest weight")
        .isEqualTo("rgb(124 123 120)");
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
  void aWalkEndsWhereItIsLeft() {
    page.open("#example=copy-with-attention");
    page.until("return document.querySelectorAll('.letters').length === 2");
    page.click("[data-walk=play]");
    page.until("return location.hash.includes('row=1')");
    page.selectExample("naive-softmax-overflow");
    page.await("setTimeout(arguments[0], 4000)");
    assertThat(page.run("return location.hash")).isEqualTo("#example=naive-softmax-overflow&row=0");
    assertThat(page.texts("[data-figure=scores] text")).contains("query x⁽¹⁾");
  }

  @Test
  void rotatedPairsAreArrows() {
    page.open("#example=rotary-halves&cell=3,1&view=turning");
    assertThat(page.texts("[data-figure=query] text")).contains("columns 0, 2", "(−0.26, −0.3)");
    assertThat(page.text("[data-figure=key] figcaption")).contains("3 − 1 = 2");
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

  @Test
  void theExampleOfACheckMarksTheCellsThatDiffer() {
    page.open("#example=check-shifted-causal-mask");
    page.until("return document.querySelector('[data-compared=weights] .differs') !== null");
    assertThat(page.texts(".verdict li")).anyMatch(text -> text.startsWith("causal-one-too-far"));
    assertThat(page.texts("[data-compared=weights] td")).hasSize(36);
    page.click("[data-compared=weights] .differs button");
    page.until("return document.querySelector('[data-side=weights] .differs') !== null");
    assertThat(page.text("[data-side=weights]")).contains("Your causal mask lets a query see");
  }

  @Test
  void ownNumbersAreThoseOfTheirExample() {
    page.open("#example=check-shifted-causal-mask");
    page.until("return document.querySelector('[data-compared=weights] .differs') !== null");
    page.selectExample("causal-mask");
    page.click("[data-view=check]");
    assertThat(page.find(".check textarea").getDomProperty("value")).isEmpty();
    assertThat(page.text(".verdict")).isEmpty();
    page.click("#choices button");
    page.until("return document.querySelector('.check textarea')?.value.startsWith('0.628129')");
  }

  @Test
  void anExampleOfACheckBringsItsNumbers() {
    page.open("#example=check-forgotten-scale");
    page.click(".check .bar button");
    page.until("return document.querySelector('.verdict li') !== null");
    assertThat(page.texts(".verdict li")).anyMatch(text -> text.startsWith("scale-left-out"));
  }
}
