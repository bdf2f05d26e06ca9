package attention.parse;

import static org.assertj.core.api.Assertions.assertThat;

import attention.request.InputMatrix;
import attention.request.InputVector;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonToken;

/** Arrays of numbers as matrices and vectors. */
class MatrixReaderTests {

  private static final ValueReader MATRIX = MatrixReader.matrix(false);
  private static final ValueReader MASKED = MatrixReader.matrix(true);

  private static InputMatrix read(ValueReader reader, ReadContext context) {
    return (InputMatrix) Objects.requireNonNull(reader.read(context, Reading.AT));
  }

  private static InputMatrix read(ValueReader reader, String json) {
    ReadContext context = Reading.of(json);
    InputMatrix matrix = read(reader, context);
    assertThat(Reading.faults(context)).isEmpty();
    assertThat(matrix.sound()).isTrue();
    assertThat(matrix.at()).isEqualTo(Reading.AT);
    return matrix;
  }

  private static InputMatrix vector(ReadContext context) {
    return ((InputVector) Objects.requireNonNull(MatrixReader.vector().read(context, Reading.AT)))
        .row();
  }

  private static void assertRefused(ValueReader reader, String json, String... faults) {
    ReadContext context = Reading.of(json);
    assertThat(read(reader, context).sound()).isFalse();
    assertThat(Reading.faults(context)).containsExactly(faults);
  }

  @Test
  void aMatrixHasItsRowsInOrder() {
    InputMatrix matrix = read(MATRIX, "[[1, -2.5, 3e0], [4, 0.5, 6]]");
    assertThat(matrix.rows()).isEqualTo(2);
    assertThat(matrix.columns()).isEqualTo(3);
    assertThat(matrix.flat()).isFalse();
    assertThat(Reading.numbers(matrix)).containsExactly(1, -2.5, 3, 4, 0.5, 6);
    assertThat(matrix.place(4)).hasToString("#/x/1/1");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 31, 32, 33, 63, 64, 65, 128, 192, 193, 500})
  void noNumberIsLostWhereArraysEnd(int columns) {
    for (String separator : new String[] {",", ", ", " ,\n "}) {
      String row =
          IntStream.range(0, columns)
              .mapToObj(i -> i % 7 == 3 ? i + "e0" : i + ".5")
              .collect(Collectors.joining(separator));
      InputMatrix matrix = read(MATRIX, "[[%s], [%s]]".formatted(row, row));
      assertThat(matrix.columns()).isEqualTo(columns);
      double[] expected =
          IntStream.range(0, 2 * columns)
              .map(i -> i % columns)
              .mapToDouble(i -> i % 7 == 3 ? i : i + 0.5)
              .toArray();
      assertThat(Reading.numbers(matrix)).containsExactly(expected);
    }
  }

  @Test
  void nullIsMinusInfinityWhereThatIsAllowed() {
    InputMatrix matrix = read(MASKED, "[[1, null], [null, 2]]");
    double masked = Double.NEGATIVE_INFINITY;
    assertThat(Reading.numbers(matrix)).containsExactly(1, masked, masked, 2);
    assertRefused(MATRIX, "[[1, null]]", "wrong-type at #/x/0/1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1              | wrong-type at #/x",
        "{\"a\": [[1]]} | wrong-type at #/x",
        "[[1], 2]       | wrong-type at #/x/1",
        "[[1], null]    | wrong-type at #/x/1",
        "[[1, \"2\"]]   | wrong-type at #/x/0/1",
        "[[1, [2]]]     | wrong-type at #/x/0/1",
        "[[1, true]]    | wrong-type at #/x/0/1",
        "[]             | empty-matrix at #/x",
        "[[]]           | empty-matrix at #/x",
        "[[], []]       | empty-matrix at #/x",
        "[[1, 2], [3]]  | ragged-row at #/x/1",
        "[[1], [2, 3]]  | ragged-row at #/x/1",
        "[[1], []]      | ragged-row at #/x/1"
      })
  void aMatrixWithAFaultIsNotSound(String json, String fault) {
    assertRefused(MATRIX, json, fault);
  }

  @Test
  void everyFaultOfAMatrixIsFound() {
    assertRefused(MATRIX, "[[1, 2], [3], 4, [5, 6], [7, 8, 9]]", "wrong-type at #/x/2");
    assertRefused(
        MATRIX, "[[1, 2], [3], [5, 6], [7, 8, 9]]", "ragged-row at #/x/1", "ragged-row at #/x/3");
    assertRefused(
        MATRIX, "[[\"a\", 2], [3, {}]]", "wrong-type at #/x/0/0", "wrong-type at #/x/1/1");
  }

  @Test
  void aNumberOutsideFloat64HasItsPlaceAndAShape() {
    ReadContext context = Reading.of("[[1, 2], [3, -1e999]]");
    InputMatrix matrix = read(MATRIX, context);
    assertThat(Reading.faults(context)).containsExactly("outside-dtype at #/x/1/1");
    assertThat(matrix.sound()).isTrue();
    assertThat(Reading.numbers(matrix)).containsExactly(1, 2, 3, 0);
  }

  @Test
  void aVectorIsOneRow() {
    ReadContext context = Reading.of("[1, 2.5, -3]");
    InputMatrix row = vector(context);
    assertThat(row.rows()).isEqualTo(1);
    assertThat(row.columns()).isEqualTo(3);
    assertThat(row.flat()).isTrue();
    assertThat(Reading.numbers(row)).containsExactly(1, 2.5, -3);
    assertThat(row.place(2)).hasToString("#/x/2");
    assertThat(new InputVector(row).length()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1           | wrong-type at #/x",
        "[1, \"2\"]  | wrong-type at #/x/1",
        "[1, null]   | wrong-type at #/x/1",
        "[[1], 2]    | wrong-type at #/x/0"
      })
  void aVectorWithAFaultIsNotSound(String json, String fault) {
    ReadContext context = Reading.of(json);
    assertThat(vector(context).sound()).isFalse();
    assertThat(Reading.faults(context)).containsExactly(fault);
  }

  @Test
  void theNumbersOfAllMatricesAreCountedTogether() {
    String row = "0,".repeat(599) + "0";
    ReadContext context = Reading.of("[[[%s]], [[%s]], [[%s]]]".formatted(row, row, row));
    List<Boolean> sound =
        IntStream.range(0, 3)
            .mapToObj(i -> {
              assertThat(context.json().nextToken()).isEqualTo(JsonToken.START_ARRAY);
              return ((InputMatrix)
                      Objects.requireNonNull(MATRIX.read(context, Reading.AT.child(i))))
                  .sound();
            })
            .toList();
    assertThat(sound).containsExactly(true, false, false);
    assertThat(Reading.faults(context)).containsExactly("limit-exceeded at #/x/1");
  }

  @ParameterizedTest
  @CsvSource({"1000, true", "1001, false"})
  void asManyNumbersAsAllowedAreKept(int numbers, boolean kept) {
    for (String number : new String[] {"0", "1e0"}) {
      String row = (number + ",").repeat(numbers - 1) + number;
      InputMatrix matrix = read(MATRIX, Reading.of("[[" + row + "]]"));
      assertThat(matrix.sound()).isEqualTo(kept);
      assertThat(matrix.columns()).isEqualTo(numbers);
      assertThat(Reading.numbers(matrix).length).isEqualTo(kept ? numbers : 0);
    }
  }
}
