package attention.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/** Numbers taken from under the parser are the parser's, and faults keep their places. */
class RowScannerTests {

  private static final JsonFactory JACKSON = new JsonFactory();
  private static final String[] NUMBERS = {
    "0",
    "-0",
    "7",
    "-12.5",
    "0.12345678",
    "-3.1234567",
    "0.1234567890123456",
    "10.00000000000000001",
    "12345678.5",
    "0.1",
    "9007199254740993",
    "1e5",
    "2.5E-7",
    "0.12345678901234567",
    "123456789012345678901234567890",
    "0.30000001",
    "-0.0000000000000001",
    "1e999"
  };
  private static final String[] SPACES = {"", "", "", "", " ", "\n", "\r\n", "  \n ", "\t"};

  /** Bytes that stand where they should not: ¬ is a comma with its highest bit set. */
  private static final byte[] FAULTS = "x}]:,-.[\"\u00ac".getBytes(ISO_8859_1);

  /** What a reader finds: numbers, or the place where the text is no JSON. */
  private record Found(List<Double> numbers, String place) {}

  private static String document(Random random) {
    StringBuilder text = new StringBuilder("{\"tokens[\": [[");
    for (int i = random.nextInt(60); i >= 0; i--) {
      text.append(SPACES[random.nextInt(SPACES.length)])
          .append(NUMBERS[random.nextInt(NUMBERS.length)])
          .append(SPACES[random.nextInt(SPACES.length)])
          .append(i == 0 ? "]" : random.nextInt(8) == 0 ? "],[" : ",");
    }
    return text.append(SPACES[random.nextInt(SPACES.length)]).append("], \"é\": 1}").toString();
  }

  /** Jackson forgets the sign of a zero. */
  private static double unsignedZero(double number) {
    return number + 0.0;
  }

  private static Found byJackson(byte[] body) {
    List<Double> numbers = new ArrayList<>();
    try (JsonParser json = JACKSON.createParser(ObjectReadContext.empty(), body)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token.isNumeric()) {
          numbers.add(unsignedZero(json.getDoubleValue()));
        }
      }
      return new Found(numbers, "");
    } catch (StreamReadException e) {
      TokenStreamLocation place = e.getLocation();
      return new Found(
          numbers, "line %d, column %d".formatted(place.getLineNr(), place.getColumnNr()));
    }
  }

  private static Found byScanner(byte[] body, int piece, int room) throws IOException {
    List<Double> numbers = new ArrayList<>();
    RowScanner scanner = scanner(body, piece);
    try (JsonParser json = JACKSON.createParser(ObjectReadContext.empty(), scanner)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token.isNumeric()) {
          numbers.add(unsignedZero(json.getDoubleValue()));
        }
        if (token == JsonToken.START_ARRAY) {
          scanner.begin(json);
          double[] plain = new double[room];
          for (int to = scanner.take(plain, 0); to > 0; to = scanner.take(plain, 0)) {
            Arrays.stream(plain, 0, to).map(RowScannerTests::unsignedZero).forEach(numbers::add);
          }
        }
      }
      assertThat(json.currentLocation().getByteOffset() + scanner.taken()).isEqualTo(body.length);
      return new Found(numbers, "");
    } catch (StreamReadException e) {
      return new Found(numbers, scanner.position(e.getLocation()));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 200, 65_536})
  void theNumbersAreThoseOfTheParser(int piece) throws IOException {
    Random random = new Random(piece);
    for (int i = 0; i < 2_000; i++) {
      byte[] body = document(random).getBytes(UTF_8);
      Found found = byJackson(body);
      assertThat(found.place()).isEmpty();
      assertThat(byScanner(body, piece, 1 + random.nextInt(9))).isEqualTo(found);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 200, 65_536})
  void aFaultStandsWhereTheParserWouldFindIt(int piece) throws IOException {
    Random random = new Random(piece);
    int faults = 0;
    for (int i = 0; i < 5_000; i++) {
      byte[] body = document(random).getBytes(UTF_8);
      body[random.nextInt(body.length)] = FAULTS[random.nextInt(FAULTS.length)];
      Found expected = byJackson(body);
      if (!expected.place().isEmpty()) {
        faults++;
        assertThat(byScanner(body, piece, 1 + random.nextInt(9)).place())
            .as(new String(body, ISO_8859_1))
            .isEqualTo(expected.place());
      }
    }
    assertThat(faults).isGreaterThan(2_000);
  }

  /** All but the brackets and, where it does not end the array, what is not plain. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "1, \",\"",
        "1, \", \"",
        "1, \" ,\n  \"",
        "200, \",\"",
        "200, \", \"",
        "65536, \",\"",
        "65536, \" ,\n\""
      })
  void plainNumbersNeverReachTheParser(int piece, String separator) throws IOException {
    for (int count : new int[] {1, 2, 7, 300}) {
      String numbers = String.join(separator, Collections.nCopies(count, "-0.12345678"));
      byte[] body = ("{\"x\": [" + numbers + "]}").getBytes(UTF_8);
      for (int room : new int[] {1, 3, 1000}) {
        RowScanner scanner = scanner(body, piece);
        try (JsonParser json = JACKSON.createParser(ObjectReadContext.empty(), scanner)) {
          while (json.nextToken() != JsonToken.START_ARRAY) {}
          scanner.begin(json);
          assertThat(taken(scanner, room)).isEqualTo(count);
          assertThat(scanner.taken()).isEqualTo(numbers.length());
          assertThat(json.nextToken()).isEqualTo(JsonToken.END_ARRAY);
        }
      }
    }
  }

  private static RowScanner scanner(byte[] body, int piece) {
    return new RowScanner(new ByteArrayInputStream(body), new byte[RowScanner.room(piece)]);
  }

  private static int taken(RowScanner scanner, int room) {
    int count = 0;
    double[] plain = new double[room];
    for (int to = scanner.take(plain, 0); to > 0; to = scanner.take(plain, 0)) {
      assertThat(plain).startsWith(Collections.nCopies(to, -0.12345678).toArray(Double[]::new));
      count += to;
    }
    return count;
  }

  @Test
  void aPortionEndsWithAnOpeningBracket() throws IOException {
    RowScanner scanner = scanner("ab[[c".getBytes(UTF_8), 64);
    byte[] portion = new byte[8];
    assertThat(scanner.read(portion, 1, 7)).isEqualTo(3);
    assertThat(new String(portion, 1, 3, UTF_8)).isEqualTo("ab[");
    assertThat(scanner.read(portion, 0, 0)).isZero();
    assertThat(scanner.read(portion)).isEqualTo(1);
    assertThat(scanner.read(portion)).isEqualTo(1);
    assertThat(scanner.read(portion)).isEqualTo(-1);
  }

  @Test
  void aByteIsReadAsItIs() throws IOException {
    RowScanner scanner = scanner(new byte[] {0, 127, (byte) 0xFF, '['}, 64);
    assertThat(scanner.first(2)).containsExactly(0, 127);
    assertThat(IntStream.generate(() -> read(scanner)).limit(5))
        .containsExactly(0, 127, 255, (int) '[', -1);
  }

  private static int read(RowScanner scanner) {
    try {
      return scanner.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
