package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** What is typed without a pause, and without naming the field that it goes to. */
class ExplorerKeyboardTests extends InExplorer {

  private static final String NORMALIZATION = "[data-pointer='#/normalization'] select";

  @Test
  void numbersAreTypedOneAfterTheOther() {
    page.open(CHOSEN);
    page.find("[data-at='embeddings 0 0']").click();
    keys("1", Keys.TAB, "2", Keys.TAB, "3", Keys.ENTER, "4", Keys.TAB);
    page.until(
        """
        return ['0 0', '0 1', '0 2', '1 2'].map((at) =>
          document.querySelector(`[data-at="embeddings ${at}"]`)?.value).join() === '1,2,3,4'\
        """);
    page.settle();
    undo();
    page.until("return document.querySelector('[data-at=\"embeddings 1 2\"]').value === '0.33'");
  }

  @Test
  void aButtonAfterANumberKeepsTheNumber() {
    page.open(CHOSEN);
    page.find("[data-at='embeddings 0 0']").click();
    keys("1");
    page.find("[aria-label='Add a row to embeddings']").click();
    page.until("return document.querySelector('[data-at=\"embeddings 6 0\"]') !== null");
    page.settle();
    assertThat(page.find("[data-at='embeddings 0 0']").getDomProperty("value")).isEqualTo("1");
  }

  @Test
  void anOptionIsTakenBackWhereItWasChosen() {
    page.open(CHOSEN);
    page.select(NORMALIZATION, "sum");
    page.settle();
    page.browser().executeScript("arguments[0].focus()", page.find(NORMALIZATION));
    undo();
    page.until("return document.querySelector(\"" + NORMALIZATION + "\").value === ''");
  }

  @Test
  void theMapOfEachNormalizationIsReadAndChosenFrom() {
    page.open("#example=notebook-softmax&view=normalizations");
    page.until("return document.querySelectorAll('#views .map canvas').length === 5");
    page.browser()
        .executeScript("document.querySelector('[data-stage$=\"by sum\"] canvas').focus()");
    keys(Keys.ARROW_RIGHT, Keys.ARROW_DOWN);
    assertThat(page.find("#live").getDomProperty("textContent"))
        .isEqualTo("journey, journey: weights by sum 0.1354");
    keys(Keys.ENTER);
    page.until("return document.activeElement.textContent === 'journey → journey'");
  }

  @Test
  void aBlockIsPastedFromTheTokensOn() {
    page.open(CHOSEN);
    page.run(
        """
        const data = new DataTransfer();
        data.setData('text', 'the\\t1\\t2\\nfox\\t3\\t4');
        return document.querySelector('.token').dispatchEvent(
          new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));\
        """);
    page.until("return document.querySelector('.grid .size').textContent === '2 × 2'");
    assertThat(page.find(".token").getDomProperty("value")).isEqualTo("the");
  }

  @Test
  void theChosenHeadKeepsTheFocus() {
    page.open("#example=grouped-query");
    page.browser().executeScript("document.querySelectorAll('.heads button')[2].focus()");
    keys(Keys.ENTER);
    page.until("return document.activeElement.getAttribute('aria-pressed') === 'true'");
    assertThat(page.browser().switchTo().activeElement().getText()).isEqualTo("head 2");
  }

  private void undo() {
    new Actions(page.browser()).keyDown(Keys.CONTROL).sendKeys("z").keyUp(Keys.CONTROL).perform();
  }

  private void keys(CharSequence... keys) {
    new Actions(page.browser()).sendKeys(keys).perform();
  }
}
