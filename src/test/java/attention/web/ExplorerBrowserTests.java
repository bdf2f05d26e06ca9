package attention.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import tools.jackson.databind.JsonNode;

/** What the explorer shows of a request: its stages, a cell, and why it is as it is. */
class ExplorerBrowserTests extends InExplorer {

  @Test
  void itOpensWithTheNotebooksExampleAndItsRowChosen() {
    page.open("");
    assertThat(page.stages()).containsExactly("scores", "weights", "context");
    assertThat(page.text("#ledger")).startsWith("journey attends most to step 0.2074");
    assertThat(page.texts(".card .hint")).contains("Each colour is a number: choose one.");
  }

  @Test
  void everyShownNumberIsTheServices() {
    page.open("");
    page.click("[data-stage=weights] .legend button");
    JsonNode example = client.get("/attention/examples/book").json().get("request");
    page.selectExample("book");
    page.click("[data-stage=weights] .legend button");
    List<String> expected =
        client
            .post("/attention/self", example.toString())
            .json()
            .get("rows")
            .valueStream()
            .flatMap(row -> row.get("weights").valueStream())
            .map(weight -> weight.asDouble() + "")
            .toList();
    assertThat(page.texts("[data-stage=weights] td").stream().filter(text -> !text.isEmpty()))
        .containsExactlyElementsOf(expected);
  }

  @Test
  void theLedgerWritesOutTheArithmeticOfACell() {
    page.open("");
    page.choose("weights", 1, 2);
    assertThat(page.text("#ledger h2")).isEqualTo("journey → starts");
    assertThat(page.ledger("scores"))
        .isEqualTo("score 0.22·0.77 + 0.58·0.25 + 0.33·0.1 = 0.1694 + 0.145 + 0.033 = 0.3474");
    assertThat(page.ledger("weights"))
        .isEqualTo("weight exp(0.3474 − 0.8434) / Σ = 0.609 / 4.822 = 0.1263 6th of 6");
    assertThat(page.ledger("context"))
        .startsWith("context 0.1263 · [0.77 0.25 0.1] =")
        .contains("is the 3rd of 6 terms of [0.4304 0.6298 0.551]");
  }

  /** The page multiplies and adds for display only; at the right end is the service's number. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "notebook-softmax&cell=1,2",
        "book-self-attention-v2&cell=3,4",
        "grouped-query&cell=1,2&head=3",
        "rotary-interleaved&cell=2,3",
        "llama-layer&cell=3,1&head=2"
      })
  void theArithmeticOfTheLedgerGivesTheServicesNumber(String cell) {
    page.open("#example=" + cell);
    List<?> sumAndResult =
        (List<?>)
            page.run(
                """
                const exact = (number) => Number(number.title.split(':')[0].replaceAll('−', '-'));
                const line = document.querySelector('#ledger [data-line=scores]');
                const terms = [...line.querySelectorAll('.sum .term')].map((term) => [...term.querySelectorAll('.n')].map(exact));
                return [terms.reduce((sum, [a, b]) => sum + a * b, 0), exact(line.querySelector('.result .n'))].map(String);\
                """);
    double sum = Double.parseDouble((String) sumAndResult.getFirst());
    double result = Double.parseDouble((String) sumAndResult.getLast());
    assertThat(sum).isNotZero().isCloseTo(result, within(1e-6));
  }

  @Test
  void aNumberOfTheLedgerLeadsToItsCell() {
    page.open(CHOSEN);
    page.click("#ledger [data-line=weights] [data-origin='scores 1 5']");
    page.until(
        "return document.activeElement === document.querySelector('[data-stage=scores] canvas')");
    page.click("#ledger [data-line=scores] [data-origin='embeddings 2 0']");
    page.until("return document.activeElement.dataset.at === 'embeddings 2 0'");
  }

  @Test
  void aClickMovesTheCrossAtOnce() {
    page.open(CHOSEN);
    WebElement map = page.find("[data-stage=weights] canvas");
    // From the middle, toward the last keys and queries.
    new Actions(page.browser()).moveToElement(map, 60, 60).click().perform();
    page.until("return !document.querySelector('#ledger .where').textContent.includes('key 2')");
    assertThat(page.ledger("weights")).contains("= " + page.text("[data-stage=weights] .corner"));
  }

  @Test
  void theSumOfTheExponentialsIsWrittenOut() {
    page.open(CHOSEN);
    assertThat(page.ledger("total"))
        .isEqualTo("Σ 0.692 + 0.7049 + 0.609 + 0.8295 + 0.9863 + 1 = 4.822");
  }

  @Test
  void everyMechanismShowsEachOfItsStages() {
    for (JsonNode mechanism : client.get("/attention").json().get("mechanisms")) {
      String example = mechanism.get("examples").get(0).get("name").asString();
      page.open("#example=" + example);
      JsonNode ready = client.get("/attention/examples/" + example).json();
      JsonNode request = ready.get("request");
      List<String> stages =
          client
              .post(ready.get("path").asString(), request.toString())
              .json()
              .get("stages")
              .valueStream()
              .map(stage -> stage.get("name").asString())
              .filter(stage -> !stage.equals("prediction"))
              .distinct()
              .toList();
      assertThat(page.stages()).as(example).containsAll(stages);
      assertThat(page.texts(".formula code")).as("formulas without MathML").isEmpty();
    }
  }

  @Test
  void overflowIsSeenHappening() {
    page.open("#example=naive-softmax-overflow&cell=0,0&view=normalizations");
    assertThat(page.ledger("weights"))
        .contains("exp(10001) / Σ = ∞ / ∞")
        .contains("choose softmax")
        .contains("= no number");
    page.until("return document.querySelectorAll('.compared .card').length === 5");
    assertThat(page.texts(".compared h3"))
        .containsExactly("softmax", "naive-softmax", "sum", "sparsemax", "entmax-1.5");
    assertThat(page.texts(".compared .fault")).anyMatch(text -> text.startsWith("overflow"));
  }

  @Test
  void aWarningIsReadBeforeACellIsChosen() {
    page.open("#example=naive-softmax-overflow");
    assertThat(page.text("#ledger .warned"))
        .startsWith("overflow in weights: ")
        .contains("softmax subtracts the row's maximum first");
  }

  @Test
  void numbersBelowTheColoursKeepApart() {
    page.open("#example=float32-no-overflow&ranges=weights:log,scores:log,context:log");
    assertThat(
            page.run(
                """
                const covered = (a, b) => a && a.getBoundingClientRect().right > b.getBoundingClientRect().left;
                return [...document.querySelectorAll('.ends')].flatMap(({children}) => [...children]
                  .filter((end, at) => covered(children[at - 1], end)).map((end) => end.textContent));\
                """))
        .isEqualTo(List.of());
  }

  @Test
  void aNameThatIsANumberIsToldFromAWeight() {
    page.open("#example=float32-no-overflow");
    assertThat(page.text("#ledger")).startsWith("query 0 attends most to key 0: 1");
  }

  @Test
  void theLegendIsAsWideAsItsMap() {
    page.open("#example=rotary-halves");
    assertThat(
            page.run(
                """
                return [...document.querySelectorAll('#strip .card')].filter((card) => {
                  const {left, right} = card.querySelector('.scale').getBoundingClientRect();
                  const map = card.querySelector('canvas').getBoundingClientRect();
                  return right - left > 113 && right > map.right + 1;
                }).map((card) => card.dataset.stage);\
                """))
        .isEqualTo(List.of());
  }

  @Test
  void aMaskedCellSaysWhy() {
    page.open("#example=causal-mask&cell=1,4");
    assertThat(page.ledger("maskedScores"))
        .isEqualTo("masked forbidden: causal: key 4 comes after query 1 = −∞");
    page.open("#example=padding&cell=0,5");
    assertThat(page.ledger("weights")).contains("key 5 is marked false (padding)");
  }

  @Test
  void theRangeOfColoursCanBeChosen() {
    page.open(CHOSEN);
    Object before = pixels("weights");
    page.select("[data-stage=weights] select", "row");
    assertThat(page.text("[data-stage=weights] .legend")).contains("row’s maximum");
    assertThat(pixels("weights")).isNotEqualTo(before);
    page.select("[data-stage=weights] select", "log");
    assertThat(page.texts("[data-stage=weights] .ends span"))
        .containsExactly("≤ 0.05", "0.1", "0.2", "0.5");
  }

  @Test
  void aStageWithoutNumbersHasNoneBelowItsColours() {
    page.open(CHOSEN);
    assertThat(
            page.await(
                """
                const done = arguments[0];
                import('./explorer/colour.js').then(({Scale}) => done(
                  ['max', 'row', 'log'].flatMap((range) => [true, false].flatMap((signed) =>
                    new Scale(signed, range, [[null, null]]).marks()))));\
                """))
        .isEqualTo(List.of());
  }

  private Object pixels(String stage) {
    return page.run(
        "return document.querySelector('[data-stage=" + stage + "] canvas').toDataURL()");
  }

  @Test
  void headsAreSmallMapsOfWhichOneIsEnlarged() {
    page.open("#example=grouped-query&cell=1,2");
    assertThat(page.texts(".heads button")).hasSize(4);
    assertThat(page.stages()).contains("averageWeights");
    page.click(".heads button:nth-child(3)");
    page.until("return document.querySelector('#ledger .where').textContent.includes('head 2')");
    assertThat(page.ledger("scores")).startsWith("score 0.6·0.1");
  }

  @Test
  void onlyThisServiceIsAsked() {
    page.open("#example=copy-with-attention");
    String hosts =
        ((List<?>)
                page.run(
                    """
                    return performance.getEntriesByType('resource').map((entry) => new URL(entry.name).host)\
                    """))
            .stream().distinct().map(Object::toString).collect(Collectors.joining());
    assertThat(hosts).isEqualTo("127.0.0.1:" + client.port());
  }
}
