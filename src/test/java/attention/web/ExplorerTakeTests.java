package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import tools.jackson.databind.JsonNode;

/** What a visitor takes away. */
class ExplorerTakeTests extends InExplorer {

  private static final String LINK = ".offers .offer:nth-of-type(2) .kinds > button:nth-of-type(1)";

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
  void aLinkNamesTheDrawingOfARow() {
    for (String link : List.of("#example=notebook-softmax&row=3&view=sum", packed())) {
      page.open(link);
      page.until("return location.hash.includes('view=sum')");
      assertThat(page.text("#ledger h2")).isEqualTo("with");
      assertThat(page.find(".views .of select").getDomProperty("value")).isEqualTo("3");
      assertThat(page.find("[data-view=sum]").getDomAttribute("aria-pressed")).isEqualTo("true");
      assertThat((String) page.run("return location.hash")).endsWith("&row=3&view=sum");
    }
  }

  /** The same for numbers of one's own. */
  private String packed() {
    page.open(CHOSEN);
    page.write("embeddings", 0, 0, "0.5");
    page.until("return location.hash.includes('r=')");
    return ((String) page.run("return location.hash")).replaceFirst("&cell=.*", "&row=3&view=sum");
  }

  @Test
  void theAddressNeverLosesWhatALinkNames() {
    page.open("");
    page.run(
        """
        window.addresses = [];
        const replace = history.replaceState.bind(history);
        history.replaceState = (...all) => {window.addresses.push(String(all[2])); replace(...all);};
        location.hash = 'example=causal-mask&row=3&view=sum&ranges=weights:log';
        return true;\
        """);
    page.until("return document.querySelector('[data-view=sum][aria-pressed=true]') !== null");
    page.until("return window.addresses.length > 0");
    assertThat(
            (List<?>)
                page.run("return window.addresses.filter((each) => !each.includes('notebook'))"))
        .isNotEmpty()
        .allMatch(each -> each.equals("#example=causal-mask&row=3&view=sum&ranges=weights:log"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "#example=nosuch|There is no example “nosuch”.",
        "#r=garbage|The link cannot be read: it may have been cut on its way.",
      })
  void aLinkThatLeadsNowhereSaysSo(String link, String fault) {
    page.open(link);
    assertThat(page.text("#notice")).isEqualTo(fault + " What is shown is not from the link.");
    page.selectExample("book");
    assertThat(page.find("#notice").isDisplayed()).isFalse();
  }

  @Test
  void theWayBackFromOwnNumbersLeadsToTheExample() {
    page.open("#example=causal-mask&row=3");
    page.write("embeddings", 0, 0, "1");
    page.until("return location.hash.startsWith('#r=')");
    page.write("embeddings", 0, 0, "2");
    page.settle();
    page.browser().navigate().back();
    page.until("return location.hash === '#example=causal-mask&row=3'");
    page.until("return document.querySelector('#choices select').value === 'causal-mask'");
  }

  @Test
  void theWayBackLeadsToTheExampleBefore() {
    page.open("#example=causal-mask&row=3");
    page.selectExample("book");
    page.selectExample("zero-sum");
    for (String before : List.of("#example=book&row=0", "#example=causal-mask&row=3")) {
      page.browser().navigate().back();
      page.until("return location.hash === '" + before + "'");
      page.settle();
    }
    page.until("return document.querySelector('#choices select').value === 'causal-mask'");
    assertThat(page.text("#ledger h2")).isEqualTo("with");
  }

  @Test
  void aWarningIsNoLinkToTheExampleOfItsName() {
    page.open("#example=notebook-sum");
    page.until("return document.querySelector('#lede button') !== null");
    page.click("#lede button");
    page.until("return location.hash.includes('example=zero-sum')");
    assertThat(page.text("#lede")).contains("with the warning “zero-sum”.");
    assertThat(page.browser().findElements(By.cssSelector("#lede button"))).isEmpty();
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
    assertThat(saved(".drawn button")).contains("<svg", "journey");
  }

  @Test
  void aPictureIsOfferedWhereTheServiceDrawsOne() {
    page.open("#example=copy-without-attention");
    page.until("return document.querySelector('.offers code').textContent !== ''");
    assertThat(page.find("#take select").getDomProperty("value")).isEqualTo("annotations");
    assertThat(page.find(".drawn").isDisplayed()).isFalse();
    page.select("#take select", "context");
    page.until("return !document.querySelector('.drawn').hidden");
    assertThat(page.texts(".offer code")).contains("rsvg-convert -f pdf context.svg > context.pdf");
    page.select("#take select", "annotations");
    page.until("return document.querySelector('.drawn').hidden");
  }

  @Test
  void aProgramReturnsAfterALink() {
    page.open(CHOSEN);
    for (String button : List.of("[data-program=curl]", LINK, "[data-program=curl]")) {
      page.click(button);
      boolean program = !button.equals(LINK);
      page.until(
          "return document.querySelector('[data-shown=curl]') "
              + (program ? "!" : "=")
              + "== null");
      assertThat(page.find("[data-program=curl]").getDomAttribute("aria-expanded"))
          .isEqualTo(String.valueOf(program));
    }
  }

  @Test
  void aPictureHasTheColoursOfItsMap() {
    page.open(CHOSEN);
    page.until("return !document.querySelector('.drawn').hidden");
    String most = saved(".drawn button");
    assertThat(most).contains(">0.238<");
    page.select("[data-stage=weights] select", "fixed");
    assertThat(saved(".drawn button")).contains(">1.00<").isNotEqualTo(most);
  }

  @Test
  void aPictureIsTakenBesideItsMap() {
    page.open("#example=grouped-query&cell=1,2&ranges=averageWeights:log");
    assertThat(saved("[data-stage=averageWeights] [aria-label='SVG of averageWeights']"))
        .contains("<svg", "averageWeights");
  }

  @Test
  void aRefusedPictureIsToldBesideItsMap() {
    page.open(CHOSEN);
    page.browser()
        .executeScript(
            "window.fetch = async () => new Response('{\"detail\": \"Try it later.\"}', {status: 503})");
    page.click("[data-stage=weights] [aria-label='PNG of weights']");
    page.until(
        "return document.querySelector('[data-stage=weights] [role=alert] .fault') !== null");
    assertThat(page.find("[data-stage=weights] [role=alert]").getText()).contains("Try it later.");
  }

  @Test
  void theNumbersOfAStageAreAFile() {
    page.open(CHOSEN);
    assertThat(saved(".offers .kinds > button:nth-of-type(1)"))
        .startsWith(",Your,journey,starts,with,one,step¶\nYour,0.20983474,");
    assertThat(saved(".offers .kinds > button:nth-of-type(2)"))
        .contains("NUMPY", "'descr': '<f8'", "'shape': (6, 6)");
    assertThat(saved(".offers .offer:nth-of-type(2) .kinds > button:nth-of-type(2)"))
        .contains("\"request\"", "\"answer\"", "0.20983474");
  }

  /** What a button gives as a file, a carriage return as ¶: the driver leaves it out. */
  private String saved(String button) {
    page.browser()
        .executeScript(
            """
            window.saved = undefined;
            URL.createObjectURL = (file) => {
              file.text().then((text) => window.saved = text.replaceAll('\\r', '¶'));
              return '#';
            };\
            """);
    page.click(button);
    page.until("return window.saved !== undefined");
    return (String) page.run("return window.saved");
  }
}
