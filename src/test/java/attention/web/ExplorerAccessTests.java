package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/**
 * Whether everyone can use the explorer: by keyboard, by screen reader, in the dark, on a narrow
 * screen.
 */
class ExplorerAccessTests extends InExplorer {

  private static final List<String> VIEWS =
      List.of(
          "",
          CHOSEN,
          "#example=notebook-softmax&view=sum",
          "#example=causal-mask&cell=1,4&view=lines",
          "#example=naive-softmax-overflow&cell=0,0&view=normalizations",
          "#example=grouped-query&cell=1,2&head=1",
          "#example=rotary-halves&cell=3,1&view=turning",
          "#example=copy-with-attention");

  private String axe = "";

  @BeforeAll
  void read() throws IOException {
    try (InputStream script =
        Objects.requireNonNull(getClass().getResourceAsStream("/axe.min.js"))) {
      axe = new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static Stream<Arguments> views() {
    return VIEWS.stream()
        .flatMap(view -> Stream.of(Arguments.of(view, 1400), Arguments.of(view, 320)));
  }

  /** WCAG 2.2, levels A and AA, as far as a program can find. */
  @ParameterizedTest(name = "{0} at {1} pixels")
  @MethodSource("views")
  void nothingIsInTheWayOfAnyone(String view, int width) {
    page.look(width, false);
    openWhole(view);
    assertThat(
            violations("['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']"))
        .isEmpty();
    assertThat((Long) page.run("return document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(width);
  }

  /** The dark is other colors, and nothing else. */
  @ParameterizedTest
  @FieldSource("VIEWS")
  void everythingCanBeReadInTheDark(String view) {
    page.look(1400, true);
    openWhole(view);
    assertThat(violations("{type: 'rule', values: ['color-contrast']}")).isEmpty();
  }

  private void openWhole(String view) {
    page.open(view);
    page.browser()
        .executeScript(
            """
            document.querySelectorAll('details').forEach((each) => each.open = true);
            document.querySelectorAll('.legend [aria-expanded]').forEach((each) => each.click());
            document.querySelector('[data-program=curl]').click();
            document.querySelector('button.narrow').click();
            scrollTo(0, 0);\
            """);
    page.browser().executeScript(axe);
  }

  private List<?> violations(String rules) {
    Object found =
        page.await(
            """
            const done = arguments[0];
            const options = {resultTypes: ['violations'], runOnly: %s};
            axe.run(document, options).then((result) => done(result.violations.map(
              (each) => each.id + ': ' + each.nodes[0].html + ' ' + each.nodes[0].failureSummary)));\
            """
                .formatted(rules));
    return (List<?>) Objects.requireNonNull(found);
  }

  @Test
  void theChosenCellIsSeenAboveItsLedger() {
    page.look(1400, false);
    page.open("#example=book-multi-head&cell=3,1");
    assertThat(
            page.run(
                """
                const ledger = document.querySelector('#ledger').getBoundingClientRect();
                const map = document.querySelector('[data-stage=weights] canvas').getBoundingClientRect();
                return map.bottom <= ledger.top && ledger.bottom <= innerHeight;\
                """))
        .isEqualTo(true);
  }

  @Test
  void aLedgerIsReachedByKeyboardAlone() {
    page.open("");
    page.browser().executeScript("document.activeElement.blur()");
    WebElement body = page.find("body");
    body.sendKeys(Keys.TAB);
    assertThat(page.browser().switchTo().activeElement().getText()).isEqualTo("Skip to the stages");
    page.browser().switchTo().activeElement().sendKeys(Keys.ENTER);
    page.until("return document.activeElement.id === 'strip'");
    assertThat(page.run("return location.hash")).isNotEqualTo("#strip");
    page.browser().switchTo().activeElement().sendKeys(Keys.TAB);
    page.until("return document.activeElement.tagName === 'CANVAS'");
    page.browser().switchTo().activeElement().sendKeys(Keys.ARROW_RIGHT);
    assertThat(page.find("#live").getDomProperty("textContent"))
        .isEqualTo("journey, journey: score 0.4937");
    page.browser().switchTo().activeElement().sendKeys(Keys.ENTER);
    page.until("return document.activeElement.textContent === 'journey → journey'");
  }
}
