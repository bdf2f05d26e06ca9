package attention.access;

import static org.assertj.core.api.Assertions.assertThat;

import attention.http.Explorer;
import attention.http.Operated;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** How a visitor of the pages gives a key. */
@SecuredTest
@Tag("browser")
class KeyFieldTests {

  private static final By FIELD = By.id("key");

  private Operated service;

  @BeforeEach
  void reach(@Autowired Environment environment) {
    service = new Operated(environment);
  }

  private static WebElement wait(ChromeDriver browser, By place) {
    return new WebDriverWait(browser, Duration.ofSeconds(60))
        .until(ExpectedConditions.elementToBeClickable(place));
  }

  private static String stored(ChromeDriver browser, String where) {
    return String.valueOf(browser.executeScript("return JSON.stringify(" + where + ")"));
  }

  @Test
  void theExplorerAsksForAKeyAndForgetsItWithTheTab() {
    try (Explorer explorer = Explorer.of(service.users())) {
      ChromeDriver browser = explorer.browser();
      browser.get(service.users().address() + "/");
      WebElement field = wait(browser, FIELD);
      assertThat(field.getAttribute("type")).isEqualTo("password");
      field.sendKeys(Keys.WRONG + "\n");
      new WebDriverWait(browser, Duration.ofSeconds(60))
          .until(
              ExpectedConditions.textToBe(
                  By.cssSelector("label[for=key]"),
                  "This key is not valid (any more). Another one:"));
      wait(browser, FIELD).sendKeys(Keys.USER + "\n");
      explorer.settle();
      assertThat(browser.findElements(By.cssSelector("#strip [data-stage]"))).isNotEmpty();
      assertThat(browser.findElements(FIELD)).isEmpty();
      assertThat(stored(browser, "sessionStorage")).contains(Keys.USER);
      assertThat(stored(browser, "localStorage")).doesNotContain(Keys.USER);
      assertThat(browser.getCurrentUrl()).doesNotContain(Keys.USER);
    }
  }

  @Test
  void swaggerUiHasAFieldForTheKey() {
    try (Explorer explorer = Explorer.of(service.users())) {
      ChromeDriver browser = explorer.browser();
      browser.get(service.users().address() + "/swagger-ui/index.html");
      wait(browser, By.cssSelector(".btn.authorize")).click();
      assertThat(wait(browser, By.cssSelector(".auth-container input")).isDisplayed()).isTrue();
    }
  }
}
