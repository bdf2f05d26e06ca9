package attention.http;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The explorer in a browser, and what a visitor does there. */
public final class Explorer implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ChromeDriver browser;
  private final String address;

  private Explorer(ChromeDriver browser, String address) {
    this.browser = browser;
    this.address = address;
  }

  /** Starts a browser; where there is none, the test fails in CI and is skipped elsewhere. */
  public static Explorer of(Client client) {
    return new Explorer(Chromium.start(), client.address());
  }

  public ChromeDriver browser() {
    return browser;
  }

  /** Opens the page anew, with what its address says after the number sign. */
  public Explorer open(String fragment) {
    browser.get("about:blank");
    browser.get(address + "/" + fragment);
    until("return document.querySelector('.options .field') !== null");
    settle();
    return this;
  }

  /** Waits until the page shows the answer to what was done last. */
  public void settle() {
    until("return !document.body.classList.contains('pending')");
    until(
        """
        return document.querySelector('#strip [data-stage], .refusal, .failure') !== null\
        """);
  }

  /** Waits until a script returns true. */
  public void until(String script) {
    new WebDriverWait(browser, PATIENCE)
        .withMessage(script)
        .until(ready -> Boolean.TRUE.equals(browser.executeScript(script)));
  }

  public Object run(String script, Object... arguments) {
    return Objects.requireNonNull(browser.executeScript(script, arguments));
  }

  public WebElement find(String selector) {
    return browser.findElement(By.cssSelector(selector));
  }

  /** The text of each element, in one line. */
  public List<String> texts(String selector) {
    return browser.findElements(By.cssSelector(selector)).stream()
        .map(element -> element.getText().replaceAll("\\s+", " ").strip())
        .toList();
  }

  public String text(String selector) {
    return texts(selector).getFirst();
  }

  public void click(String selector) {
    browser.executeScript("arguments[0].scrollIntoView({block: 'center'})", find(selector));
    find(selector).click();
  }

  public void select(String selector, String value) {
    new Select(find(selector)).selectByValue(value);
  }

  public void selectExample(String name) {
    until("return document.querySelectorAll('#choices option').length > 10");
    select("#choices select", name);
    settle();
    until("return location.hash.includes('example=" + name + "')");
  }

  /** Moves to a cell of a map and chooses it, by keyboard. */
  public void choose(String stage, int i, int j) {
    Keys[] keys = new Keys[i + j + 3];
    Arrays.fill(keys, Keys.ARROW_RIGHT);
    keys[0] = Keys.HOME;
    keys[1] = Keys.PAGE_UP;
    Arrays.fill(keys, 2, 2 + i, Keys.ARROW_DOWN);
    keys[keys.length - 1] = Keys.ENTER;
    WebElement map = find("[data-stage='" + stage + "'] canvas");
    browser.executeScript("arguments[0].focus()", map);
    map.sendKeys(keys);
    until("return document.querySelector('#ledger .lines') !== null");
  }

  /** What the ledger writes about a stage. */
  public String ledger(String stage) {
    return text("#ledger [data-line='" + stage + "']");
  }

  /** Writes a number into a cell of the grid. */
  public void write(String member, int i, int j, String number) {
    WebElement cell = find("[data-at='%s %d %d']".formatted(member, i, j));
    cell.sendKeys(Keys.chord(Keys.CONTROL, "a"), number, Keys.TAB);
    settle();
  }

  /** The stages that have a card. */
  public List<String> stages() {
    return browser.findElements(By.cssSelector("#strip [data-stage]")).stream()
        .map(card -> Objects.requireNonNull(card.getDomAttribute("data-stage")))
        .toList();
  }

  public void look(int width, boolean dark) {
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 1000, "deviceScaleFactor", 1, "mobile", false));
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  /** What a script finally says. */
  public @Nullable Object await(String script, Object... arguments) {
    browser.manage().timeouts().scriptTimeout(PATIENCE);
    return browser.executeAsyncScript(script, arguments);
  }

  @Override
  public void close() {
    browser.quit();
  }
}
