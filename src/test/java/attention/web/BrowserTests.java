package attention.web;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Chromium;
import attention.http.Json;
import attention.http.ServiceTest;
import attention.problem.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What a new user does: open the first page, choose an example, execute, read. */
@Tag("browser")
@ServiceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserTests {

  private static final By SELF = By.cssSelector("#operations-Attention-computeSelf");
  private static final By ANSWER =
      By.cssSelector(".live-responses-table tr.response .response-col_description pre");
  private static final By STATUS =
      By.cssSelector(".live-responses-table tr.response .response-col_status");

  private static final By EXAMPLES =
      By.cssSelector(".opblock-section-request-body .examples-select-element");

  private @Nullable ChromeDriver browser;
  private String address = "";

  @BeforeAll
  void start() {
    browser = Chromium.start();
  }

  @BeforeEach
  void open(@LocalServerPort int port) {
    address = "http://127.0.0.1:" + port;
    browser().get(address + "/swagger-ui.html");
    waiting().until(ExpectedConditions.elementToBeClickable(SELF)).click();
    waiting().until(ExpectedConditions.presenceOfElementLocated(EXAMPLES));
  }

  @AfterAll
  void close() {
    if (browser != null) {
      browser.quit();
    }
  }

  private ChromeDriver browser() {
    return Objects.requireNonNull(browser);
  }

  private WebDriverWait waiting() {
    return new WebDriverWait(browser(), Duration.ofSeconds(60));
  }

  private WebElement operation() {
    return browser().findElement(SELF);
  }

  private void choose(String example) {
    new Select(operation().findElement(EXAMPLES)).selectByValue(example);
  }

  private JsonNode execute(String status) {
    operation().findElement(By.cssSelector("button.execute")).click();
    waiting().until(ExpectedConditions.textToBePresentInElementLocated(STATUS, status));
    return Json.read(operation().findElement(ANSWER).getText());
  }

  @Test
  void theNotebooksExampleGivesTheNotebooksNumbers() throws IOException {
    choose("notebook-softmax");
    JsonNode row = execute("200").get("rows").get(0);
    assertThat(row.get("weights").valueStream().map(weight -> "%.4f".formatted(weight.asDouble())))
        .containsExactly("0.1435", "0.1462", "0.1263", "0.1720", "0.2046", "0.2074");
    picture();
  }

  /** For those who want to see what was tested. */
  private void picture() throws IOException {
    browser()
        .executeScript(
            "document.body.style.zoom = 0.8; arguments[0].scrollIntoView()",
            operation().findElement(By.cssSelector(".opblock-section-request-body")));
    Files.write(Path.of("target/swagger-ui.png"), browser().getScreenshotAs(OutputType.BYTES));
  }

  @Test
  void theOverflowIsSeenAsAWarning() {
    choose("naive-softmax-overflow");
    JsonNode row = execute("200").get("rows").get(0);
    assertThat(row.get("warnings").get(0).get("code").asString()).isEqualTo("overflow");
    assertThat(row.get("weights").get(0).isNull()).isTrue();
  }

  @Test
  void aFaultIsSeenAsAProblem() {
    choose("notebook-softmax");
    WebElement body = operation().findElement(By.cssSelector("textarea.body-param__text"));
    body.sendKeys(Keys.chord(Keys.CONTROL, "a"), "{\"embeddings\": [[1, 2], [3]]}");
    JsonNode problem = execute("422");
    assertThat(problem.get("type").asString()).isEqualTo("/problems/ragged-matrix");
    assertThat(problem.get("errors").get(0).get("pointer").asString()).isEqualTo("#/embeddings/1");
  }

  @Test
  void theTypeOfAProblemLeadsToAPageAboutIt() {
    browser().get(address + "/problems/ragged-matrix");
    assertThat(browser().findElement(By.tagName("h1")).getText())
        .isEqualTo(ProblemType.RAGGED_MATRIX.title());
  }
}
