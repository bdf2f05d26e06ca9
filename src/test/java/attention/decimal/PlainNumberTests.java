package attention.decimal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain numbers are read to the nearest float64, and all others are left to the parser. */
class PlainNumberTests {

  private static final double UNTOUCHED = 42;

  /** Enough before a number for the sixteen characters that are looked at together. */
  private static final int MARGIN = 16;

  private static byte[] text(String number) {
    byte[] text = (" ".repeat(MARGIN) + number).getBytes(StandardCharsets.ISO_8859_1);
    return Arrays.copyOf(text, text.length + PlainNumber.WINDOW + PlainNumber.SLACK);
  }

  private static OptionalDouble readShort(String number) {
    double[] into = {UNTOUCHED};
    boolean read = PlainNumber.readShort(text(number), MARGIN, MARGIN + number.length(), into, 0);
    return read ? OptionalDouble.of(into[0]) : unread(into);
  }

  private static OptionalDouble read(String number) {
    double[] into = {UNTOUCHED};
    int end = PlainNumber.read(text(number), MARGIN, into, 0);
    if (end == MARGIN) {
      return unread(into);
    }
    assertThat(end).isEqualTo(MARGIN + number.length());
    return OptionalDouble.of(into[0]);
  }

  private static OptionalDouble unread(double[] into) {
    assertThat(into[0]).isEqualTo(UNTOUCHED);
    return OptionalDouble.empty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "7",
        "10",
        "-12345678",
        "9007199254740991",
        "9007199254740992",
        "-9007199254740992",
        "0.5",
        "-0.0",
        "12.75",
        "900719925474099.2",
        "0.1",
        "123456.789",
        "0.00000000000000001",
        "9999999.99999999",
        "1.000000000000000",
        "1e5",
        "1E5",
        "1.5e-3",
        "-7.88e-05",
        "2e+3",
        "9007199254740992e22",
        "9007199254740991E-22",
        "1.25e24",
        "-0e-7",
        "0.001e-019",
        "12e0"
      })
  void aPlainNumberIsTheNearestFloat64(String number) {
    assertThat(read(number)).hasValue(Double.parseDouble(number));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        ".",
        ".5",
        "-.5",
        "5.",
        "01",
        "-00",
        "00.5",
        "+1",
        "1e",
        "1e+",
        "1.5E-",
        "1e5e",
        "1e--5",
        "1.e5",
        "1e23",
        "1e-23",
        "1.5e-22",
        "1e0005",
        "1e400",
        "9007199254740993e1",
        "x",
        "9007199254740993",
        "1.0000000000000000",
        "9.007199254740993",
        "1234567890123456789",
        "0.000000000000000001",
        "0.123456789012345678",
        "18446744073709551617"
      })
  void whatIsNotPlainIsLeftToTheParser(String number) {
    assertThat(read(number)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0",
        "-0.0",
        "1.5",
        "-9.25",
        "0.1",
        "0.12345678",
        "-0.123456789",
        "9.00719925474099",
        "9.007199254740992",
        "-9.007199254740992",
        "0.1234567890123456",
        "0.0000000000000001",
        "-0.9007199254740992"
      })
  void aShortNumberIsTheNearestFloat64(String number) {
    assertThat(readShort(number)).hasValue(Double.parseDouble(number));
    assertThat(read(number)).hasValue(Double.parseDouble(number));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "1",
        "-1",
        "12",
        "1.",
        "-1.",
        ".5",
        "12.5",
        "1,5",
        "x.5",
        "-x.5",
        "1.x",
        "1.5x",
        "1.1234567x",
        "1.x2345678",
        "1.123456789x",
        "1.x234567890123",
        "1e5",
        "1.5e3",
        "--1.5",
        "9.007199254740993",
        "1.00000000000000001",
        "9.9999999999999999",
        "1.5 ",
        "1..5",
        "1.-5"
      })
  void whatIsNotShortIsLeft(String number) {
    assertThat(readShort(number)).isEmpty();
  }

  @Test
  void theSignOfZeroIsKept() {
    assertThat(1 / readShort("-0.0").orElseThrow()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(1 / readShort("0.0").orElseThrow()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(1 / read("-0").orElseThrow()).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  /** Up to 2⁵³ every integer is a float64; one more is not, and a tie would be rounded twice. */
  @Test
  void digitsAreReadUpToTheLargestExactInteger() {
    long largest = 1L << 53;
    for (int places = 1; places <= 15; places++) {
      String fits = BigDecimal.valueOf(largest, places).toPlainString();
      String beyond = BigDecimal.valueOf(largest + 1, places).toPlainString();
      assertThat(read(fits)).hasValue(Double.parseDouble(fits));
      assertThat(read(beyond)).isEmpty();
    }
    assertThat(readShort(BigDecimal.valueOf(largest, 15).toPlainString())).hasValue(largest / 1e15);
    assertThat(readShort(BigDecimal.valueOf(largest + 1, 15).toPlainString())).isEmpty();
  }

  private static OptionalDouble upToSixteen(int places, double number) {
    return places <= 16 ? OptionalDouble.of(number) : OptionalDouble.empty();
  }

  @Test
  void everyNumberOfPlacesIsReadUpToSixteen() {
    Random random = new Random(1);
    for (int places = 1; places <= 18; places++) {
      for (int i = 0; i < 200; i++) {
        long digits = random.nextLong(Math.min(1L << 53, (long) Math.pow(10, places)));
        String number = BigDecimal.valueOf(digits, places).toPlainString();
        double expected = Double.parseDouble(number);
        assertThat(readShort(number)).isEqualTo(upToSixteen(places, expected));
        assertThat(readShort("-" + number)).isEqualTo(upToSixteen(places, -expected));
      }
    }
  }

  @Test
  void everyExponentIsReadThatOneOperationIsExactFor() {
    Random random = new Random(2);
    for (int power = -24; power <= 24; power++) {
      for (int places = 0; places <= 12; places++) {
        String digits = BigDecimal.valueOf(random.nextLong(1L << 53), places).toPlainString();
        String number = digits + "e" + (power + places);
        OptionalDouble nearest = OptionalDouble.of(Double.parseDouble(number));
        assertThat(read(number))
            .isEqualTo(Math.abs(power) <= 22 ? nearest : OptionalDouble.empty());
      }
    }
  }

  @Test
  void everyCommaOfAWindowIsFound() {
    for (int at = 0; at < PlainNumber.WINDOW; at++) {
      byte[] text = new byte[3 + PlainNumber.WINDOW];
      Arrays.fill(text, (byte) '1');
      text[3 + at] = ',';
      assertThat(PlainNumber.commas(text, 3)).isEqualTo(1L << at);
    }
  }

  @Test
  void whatIsNoCommaIsNotFound() {
    for (int other = 0; other < 256; other++) {
      if (other != ',') {
        byte[] text = new byte[PlainNumber.WINDOW];
        Arrays.fill(text, (byte) other);
        assertThat(PlainNumber.commas(text, 0)).as("byte %d", other).isZero();
      }
    }
  }

  @Test
  void everyAsciiCharacterMayStandBeforeAComma() {
    for (int other = 0; other < 128; other++) {
      byte[] text = new byte[PlainNumber.WINDOW];
      Arrays.fill(text, (byte) other);
      text[63] = ',';
      assertThat(PlainNumber.commas(text, 0) >>> 63).as("byte %d", other).isEqualTo(1);
    }
  }

  @Test
  void aNumberThatEndsAtTheCommaOfTheLastLaneIsRead() {
    String number = "0.1234567890123456";
    String window = "1".repeat(63 - number.length()) + number + ",";
    byte[] text = Arrays.copyOf(window.getBytes(StandardCharsets.US_ASCII), 64 + PlainNumber.SLACK);
    int comma = Long.numberOfTrailingZeros(PlainNumber.commas(text, 0));
    assertThat(comma).isEqualTo(63);
    double[] into = new double[2];
    assertThat(PlainNumber.readShort(text, comma - number.length(), comma, into, 1)).isTrue();
    assertThat(into).containsExactly(0, Double.parseDouble(number));
  }

  @Test
  void aNumberAtTheBeginningOfATextIsNotShort() {
    byte[] text = Arrays.copyOf("1.5,".getBytes(StandardCharsets.US_ASCII), 64);
    assertThat(PlainNumber.readShort(text, 0, 3, new double[1], 0)).isFalse();
    assertThat(PlainNumber.read(text, 0, new double[1], 0)).isEqualTo(3);
  }

  @Test
  void onlyTenCharactersAreDigits() {
    for (int i = Byte.MIN_VALUE; i <= Byte.MAX_VALUE; i++) {
      assertThat(PlainNumber.isDigit((byte) i)).isEqualTo("0123456789".indexOf(i) >= 0);
    }
  }
}
