package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The explorer while nothing answers, and afterwards. */
class ExplorerAwayTests extends InExplorer {

  @BeforeEach
  void watch() {
    page.browser().executeCdpCommand("Network.enable", Map.of());
  }

  @AfterEach
  void comeBack() {
    block(List.of());
  }

  private void block(List<String> addresses) {
    page.browser().executeCdpCommand("Network.setBlockedURLs", Map.of("urls", addresses));
  }

  @Test
  void theFirstRequestIsAskedAgain() {
    block(List.of("*/attention/*"));
    page.browser().get("about:blank");
    page.browser().get(client.address() + "/");
    page.until("return !document.querySelector('#notice').hidden");
    assertThat(page.text("#notice"))
        .isEqualTo("The service did not answer: Failed to fetch. try again");
    comeBack();
    page.click("#notice button");
    page.until("return document.querySelectorAll('#strip [data-stage]').length === 3");
  }

  @Test
  void aChangeIsAskedAgain() {
    page.open(CHOSEN);
    block(List.of("*/attention/*"));
    page.write("embeddings", 0, 0, "1");
    page.until("return document.querySelector('#notice button') !== null");
    assertThat(page.text("#notice")).contains("The maps below belong to the request before.");
    comeBack();
    page.click("#notice button");
    page.until("return document.querySelector('#notice').hidden");
    assertThat(page.find("[data-at='embeddings 0 0']").getDomProperty("value")).isEqualTo("1");
  }

  /** Numbers of another example would be taken for those of this one. */
  @Test
  void nothingOfTheExampleBeforeStaysWhereAnotherOneFails() {
    page.open(CHOSEN);
    block(List.of("*/attention/*"));
    page.run(
        """
        const example = document.querySelector('#choices select');
        example.value = 'padding';
        example.dispatchEvent(new Event('change'));
        return true;\
        """);
    page.until("return document.querySelector('#notice button') !== null");
    for (String part : List.of("strip", "ledger", "views")) {
      page.until("return document.querySelector('#%s').childElementCount === 0".formatted(part));
    }
    assertThat(page.find("#take").isDisplayed()).isFalse();
    comeBack();
    page.click("#notice button");
    page.until("return document.querySelectorAll('#strip [data-stage]').length > 0");
    page.until("return !document.querySelector('#take').inert");
  }

  /** Until the answer is there, what is shown is of the request before and cannot be used. */
  @Test
  void whatIsShownCannotBeUsedWhileAnotherExampleIsComputed() {
    page.open(CHOSEN);
    page.run(
        """
        const now = window.fetch;
        window.fetch = (...all) => new Promise((go) => { window.answer = () => go(now(...all)); });
        const example = document.querySelector('#choices select');
        example.value = 'padding';
        example.dispatchEvent(new Event('change'));
        return true;\
        """);
    page.until("return document.querySelector('#take').inert");
    page.until("return document.querySelector('#live').textContent === 'Computing…'");
    assertThat(page.find("#ledger").getCssValue("opacity")).isNotEqualTo("1");
    page.run("window.answer(); return true;");
    page.until("return !document.querySelector('#take').inert");
  }

  @Test
  void whatAProxyAnswersForTheServiceIsAskedAgain() {
    page.open(CHOSEN);
    page.run(
        """
        window.kept = window.fetch;
        window.fetch = async () => new Response('<h1>Bad gateway</h1>', {status: 502});
        return true;\
        """);
    page.write("embeddings", 0, 0, "1");
    page.until("return document.querySelector('#notice button') !== null");
    assertThat(page.text("#notice")).contains("something before it has the status 502");
    page.run("window.fetch = async () => new Response('<h1>Sign in</h1>'); return true;");
    page.click("#notice button");
    page.until("return document.querySelector('#notice').textContent.includes('not JSON')");
    page.run("window.fetch = window.kept; return true;");
    page.click("#notice button");
    page.until("return document.querySelector('#notice').hidden");
  }

  @Test
  void eachNormalizationSaysSo() {
    page.open(CHOSEN);
    block(List.of("*/attention/*"));
    page.click("[data-view=normalizations]");
    page.until("return document.querySelectorAll('#views .fault').length === 5");
    comeBack();
    page.click("[data-view=normalizations]");
    page.until("return document.querySelectorAll('#views .map canvas').length === 5");
  }

  @Test
  void anAnswerOfSomethingElseIsToldWithItsStatus() {
    page.open(CHOSEN);
    page.run(
        """
        window.fetch = async () => new Response('<h1>Too much</h1>', {status: 413});
        return true;\
        """);
    page.write("embeddings", 0, 0, "1");
    page.until("return document.querySelector('.refusal') !== null");
    assertThat(page.text("#notice")).contains("status 413 and does not say why");
  }
}
