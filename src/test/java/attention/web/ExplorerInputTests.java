package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** How numbers and options come into the explorer. */
class ExplorerInputTests extends InExplorer {

  @Test
  void whatAnEditChangesIsShownBesideWhatWas() {
    page.open(CHOSEN);
    page.write("embeddings", 1, 0, "0.9");
    page.until("return document.querySelector('#ledger [data-line=scores] del') !== null");
    assertThat(page.text("#ledger [data-line=scores] del")).isEqualTo("0.3474");
    assertThat(page.text("#ledger [data-line=scores] ins")).isEqualTo("0.871");
    assertThat(page.text(".cells del")).isEqualTo("0.22");
    page.click("#choices button");
    page.until("return document.querySelector('[data-at=\"embeddings 1 0\"]').value === '0.22'");
  }

  @Test
  void pastedNumbersReplaceTheOnesBefore() {
    page.open(CHOSEN);
    page.click(".paste summary");
    page.find(".paste textarea")
        .sendKeys("word,a,b,c\nthe,1,0,0.5\nquick,0,1,0.5\nbrown,1,1,0\nfox,0.5,0.5,0.5");
    assertThat(page.text(".paste p")).isEqualTo("4 × 3 numbers, with tokens");
    page.click(".paste button");
    page.until("return document.querySelector('.grid .size').textContent === '4 × 3'");
    page.settle();
    page.choose("weights", 1, 3);
    assertThat(page.text("#ledger h2")).isEqualTo("quick → fox");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "the,1,2;quick,3,4;fox,x,5|Line 3, column 2: expected a number, found x.",
        "1e400,2;3,4|Line 1, column 1: expected a number, found 1e400.",
        "$1,$2;3,4|Line 1, column 1: expected a number, found $1.",
        "1,,3;4,5,6|Line 1, column 2: expected a number, found nothing.",
        "1,2,3;4,5;6,7,8|Line 2: expected 3 columns as in the first, found 2.",
        "[[1, 2, 3], [4, 5]]|Row 2: expected 3 numbers as in the first, found 2.",
        "[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]|Expected one matrix, found several.",
        "[[[1 2]; [3 4]];; [[5 6]; [7 8]]]|Expected one matrix, found several.",
        "[[0 1]; ...; [8 9]]|Expected all numbers, found “...”.",
        "tensor([[0, 1],;        ...,;        [8, 9]])|Expected all numbers, found “...”.",
      })
  void aPasteThatIsNoMatrixSaysWhere(String text, String fault) {
    page.open(CHOSEN);
    page.select("#choices select", "");
    page.browser().switchTo().activeElement().sendKeys(text.replace(';', '\n'));
    assertThat(page.text(".paste p")).isEqualTo(fault);
    assertThat(page.find(".paste button").isEnabled()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.43\t0.15\\n0.22\t0.58", // from a spreadsheet
        "'0.43\t0.15\t\\n0.22\t0.58\t'", // with an empty column
        "0,43;0,15\\n0,22;0,58", // with decimal commas
        "[[0.43, 0.15], [0.22, 0.58]]", // JSON and Python
        "array([[0.43, 0.15],\\n       [0.22, 0.58]], dtype=float32)", // NumPy, repr
        "[[0.43 0.15]\\n [0.22 0.58]]", // NumPy, str
        ",0,1\\nYour,0.43,0.15\\njourney,0.22,0.58", // pandas
        "[[np.float64(0.43), np.float64(0.15)],\\n [np.float64(0.22), np.float64(0.58)]]", // a list
        "[0.43 0.15; 0.22 0.58]", // MATLAB
        "[0.43 0.15\\n 0.22 0.58]", // Julia
        "A =\\n\\n    0.43    0.15\\n    0.22    0.58", // MATLAB, printed
        "     [,1] [,2]\\n[1,] 0.43 0.15\\n[2,] 0.22 0.58", // R, a matrix
        "    V1   V2\\n1 0.43 0.15\\n2 0.22 0.58", // R, a data.frame
        "      0     1\\n0  0.43  0.15\\n1  0.22  0.58", // pandas, printed
        "[CLS]\t0.43\t0.15\\n[SEP]\t0.22\t0.58", // tokens of BERT
        ";,0.43,0.15\\nand,0.22,0.58", // a token that is a separator elsewhere
        "0.43 0.15\\n0.22 0.58"
      })
  void numbersAreReadAsTheyAreFoundElsewhere(String text) {
    page.open(CHOSEN);
    Object rows =
        page.await(
            """
            const done = arguments[1];
            import('./explorer/paste.js').then((paste) => done(JSON.stringify(paste.parse(arguments[0]).rows)));
            """,
            text.replace("\\n", "\n"));
    assertThat(rows).isEqualTo("[[0.43,0.15],[0.22,0.58]]");
  }

  @Test
  void aFileOfNumPyIsTaken(@TempDir Path folder) throws IOException {
    page.open(CHOSEN);
    Path file = folder.resolve("x.npy");
    Files.write(file, npy(2, 2));
    WebElement field = page.find(".grid input[type=file]");
    page.browser().executeScript("arguments[0].focus()", field);
    field.sendKeys(file.toString());
    page.until("return document.querySelector('.grid .size').textContent === '2 × 2'");
    assertThat(page.find("[data-at='embeddings 1 1']").getDomProperty("value")).isEqualTo("3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"queries\": [[1]], \"keys\": [[2], [3]], \"tokens\": [\"a\", \"b\"]}",
        "{\"path\": \"/attention/scaled-dot-product\", \"answer\": {},"
            + " \"request\": {\"queries\": [[1]], \"keys\": [[2], [3]], \"tokens\": [\"a\", \"b\"]}}"
      })
  void aFileThatThePageSavedIsOpened(String saved, @TempDir Path folder) throws IOException {
    page.open("#example=cross-attention");
    Path file = Files.writeString(folder.resolve("attention.json"), saved);
    page.find(".grid input[type=file]").sendKeys(file.toString());
    page.until("return document.querySelector('#ledger h2')?.textContent === 'query 0'");
    assertThat(page.find("[data-at='keys 1 0']").getDomProperty("value")).isEqualTo("3");
    assertThat(page.find(".mechanism select").getDomProperty("value"))
        .isEqualTo("/attention/scaled-dot-product");
    page.until("return location.hash.startsWith('#r=')");
    page.browser().navigate().back();
    page.until("return location.hash.startsWith('#example=cross-attention')");
  }

  /** A matrix of float64 that counts from 0. */
  private static byte[] npy(int rows, int columns) {
    String header =
        "{'descr': '<f8', 'fortran_order': False, 'shape': (%d, %d), }".formatted(rows, columns);
    ByteBuffer file = ByteBuffer.allocate(128 + 8 * rows * columns).order(ByteOrder.LITTLE_ENDIAN);
    file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) 118);
    file.put(
        (header + " ".repeat(117 - header.length()) + "\n").getBytes(StandardCharsets.US_ASCII));
    IntStream.range(0, rows * columns).forEach(file::putDouble);
    return file.array();
  }

  @Test
  void aNewMechanismKeepsTheNumbers() {
    page.open(CHOSEN);
    page.until("return document.querySelectorAll('.mechanism option').length > 6");
    page.select(".mechanism select", "/attention/scaled-dot-product");
    page.until("return document.querySelector('[data-stage=scaledScores]') !== null");
    assertThat(page.find("[data-at='embeddings 1 0']").getDomProperty("value")).isEqualTo("0.22");
  }

  @ParameterizedTest
  @CsvSource({
    "book-multi-head, scaled-dot-product",
    "trained-reversal, scaled-dot-product",
    "additive-translation, multiplicative",
    "weights-masked, self"
  })
  void aNewMechanismIsNotAskedForWhatItCannotHave(String example, String mechanism) {
    page.open("#example=" + example);
    page.until("return document.querySelectorAll('.mechanism option').length > 6");
    page.until("return document.querySelectorAll('#choices option').length > 10");
    page.select(".mechanism select", "/attention/" + mechanism);
    page.until("return !location.hash.includes('" + example + "')");
    page.settle();
    assertThat(page.browser().findElements(By.cssSelector(".refusal strong"))).isEmpty();
    assertThat(page.find(".mechanism select").getDomProperty("value")).endsWith(mechanism);
    assertThat(page.stages()).contains("weights");
  }

  @Test
  void anOptionOfTheDocumentIsAFieldOfTheForm() {
    page.open(CHOSEN);
    assertThat(page.texts(".options > .field > label > span"))
        .contains("scale", "softcap", "bias", "sink", "normalization", "dtype");
    page.select("[data-pointer='#/normalization'] select", "sum");
    page.until("return document.querySelector('#ledger').textContent.includes('Σ ω')");
    assertThat(page.ledger("weights")).contains("0.3474 / 3.646").contains("0.09529");
  }

  @Test
  void aRefusalIsShownAtItsMember() {
    page.open(CHOSEN);
    WebElement scale = page.find("[data-pointer='#/softcap'] input");
    scale.sendKeys("-1", Keys.TAB);
    page.until("return document.querySelector('.refusal') !== null");
    assertThat(page.text("[data-pointer='#/softcap'] .fault")).contains("Expected");
    assertThat(page.find("[data-pointer='#/softcap'] input").getDomAttribute("aria-invalid"))
        .isEqualTo("true");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "#/scale|abc|Expected a finite number, found abc.",
        "#/scale|0x10|Expected a finite number, found 0x10.",
        "#/bias|[[1,2|Expected rows in JSON, such as [[1, 0], [0, 1]], found [[1,2.",
        "#/queryIndices|a b|Expected numbers with commas between them, found a b.",
      })
  void whatCannotBeSentIsSaidAtItsField(String pointer, String typed, String detail) {
    page.open(CHOSEN);
    String field = "[data-pointer='%s'] :is(input, textarea)".formatted(pointer);
    page.find(field).sendKeys(typed, Keys.TAB);
    assertThat(page.text("[data-pointer='%s'] .fault".formatted(pointer))).startsWith(detail);
    assertThat(page.find(field).getDomAttribute("aria-invalid")).isEqualTo("true");
    page.write("embeddings", 0, 0, "0.5");
    assertThat(page.browser().findElements(By.cssSelector("[aria-invalid]"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "NaN", "1e999"})
  void aCellThatIsNoNumberSaysSo(String typed) {
    page.open(CHOSEN);
    page.write("embeddings", 1, 0, typed);
    assertThat(page.text(".grid .fault"))
        .isEqualTo("Expected a finite number, found " + typed + ". The number is still 0.22.");
    assertThat(page.find("[data-at='embeddings 1 0']").getDomAttribute("aria-invalid"))
        .isEqualTo("true");
  }

  @Test
  void anOptionMayHaveADecimalComma() {
    page.open(CHOSEN);
    page.find("[data-pointer='#/scale'] input").sendKeys("1,5", Keys.TAB);
    page.until("return document.querySelector('[data-stage=scaledScores]') !== null");
    assertThat(page.find("[data-pointer='#/scale'] input").getDomProperty("value"))
        .isEqualTo("1.5");
  }

  @Test
  void aFileWithoutNumbersSaysSo(@TempDir Path folder) throws IOException {
    page.open(CHOSEN);
    Path file = Files.writeString(folder.resolve("words.csv"), "a,b\nhello,world\n");
    page.find(".grid input[type=file]").sendKeys(file.toString());
    page.until("return !document.querySelector('.grid .fault').hidden");
    assertThat(page.text(".grid .fault"))
        .startsWith("Expected a matrix of numbers in words.csv, found none.");
  }

  @Test
  void manyTokensAreFoldedIntoBins(@TempDir Path folder) throws IOException {
    page.open(CHOSEN);
    Path file = folder.resolve("x.npy");
    Files.write(file, npy(300, 2));
    page.find(".grid input[type=file]").sendKeys(file.toString());
    page.until("return /all 300 rows/.test(document.querySelector('.large')?.textContent)");
    assertThat(page.text(".large")).contains("300 × 300 numbers in bins of 2 × 2");
    WebElement map = page.find("[data-stage=bins] canvas");
    page.browser().executeScript("arguments[0].focus()", map);
    map.sendKeys(Keys.ENTER);
    page.until("return document.querySelector('#ledger [data-stage=exact] table') !== null");
    assertThat(page.text("#take"))
        .contains("taken as a file", "JSON", "-d @request.json")
        .doesNotContain("Python");
  }

  @Test
  void aLargeComputationCanBeStopped(@TempDir Path folder) throws IOException {
    page.open(CHOSEN);
    page.browser()
        .executeScript(
            """
            new MutationObserver(() => document.querySelector('[data-large=stop]:enabled')?.click())
              .observe(document.getElementById('strip'), {childList: true, subtree: true});\
            """);
    Path file = folder.resolve("x.npy");
    Files.write(file, npy(2048, 2));
    page.find(".grid input[type=file]").sendKeys(file.toString());
    page.until(
        "return /stopped after \\d+ rows/.test(document.querySelector('.large')?.textContent)");
    assertThat(page.find("[data-large=stop]").isEnabled()).isFalse();
  }
}
