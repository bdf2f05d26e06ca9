package attention.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigitsTests {

  @ParameterizedTest
  @CsvSource({
    "0, 4, 0, 0",
    "0.25, 4, 0.2500, 0.25",
    "-0.1, 3, −0.100, −0.1",
    "0.99996, 4, 1.000, 1",
    "1234.5, 4, 1234, 1234",
    "123456, 3, 123000, 123000",
    "1234567, 3, 1.23e6, 1.23e6",
    "-0.00012, 3, −1.20e−4, −1.2e−4",
    "4.9e-324, 2, 4.9e−324, 4.9e−324",
    "1.7976931348623157e308, 2, 1.8e308, 1.8e308"
  })
  void aNumberHasSoManySignificantDigits(
      double value, int digits, String significant, String shortest) {
    assertThat(Digits.significant(value, digits)).isEqualTo(significant);
    byte[] text = new byte[Decimal.LONGEST];
    int length = Decimal.significant(value, digits).stripped().write(text, 0);
    assertThat(new String(text, 0, length, StandardCharsets.UTF_8)).isEqualTo(shortest);
  }

  /** Between two results in the middle as well, where a product in binary may not be. */
  @Test
  void theNearestIsThatOfTheExactDecimals() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      int decimals = i % 7;
      double middle = Math.rint(1000 * random.nextGaussian()) + 0.5;
      double value = i % 2 == 0 ? middle / Math.pow(10, decimals) : random.nextGaussian();
      String exact =
          new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
      String expected = exact.matches("-0(\\.0*)?") ? exact.substring(1) : exact.replace('-', '−');
      assertThat(Digits.fixed(value, decimals)).as("%s", value).isEqualTo(expected);
    }
  }
}
