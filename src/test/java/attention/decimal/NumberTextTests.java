package attention.decimal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.notNullValue;

import attention.WithoutVectors;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers as text: every decimal is a shortest one that reads back to the same number. */
class NumberTextTests {

  private static final int SAMPLE = 100_000;

  private final Shortest shortest = new Shortest();

  private void assertShortest(float value) {
    assertThat(shortest.fault(value)).isEmpty();
    assertThat(shortest.fault(-value)).isEmpty();
  }

  private void assertShortest(double value) {
    assertThat(shortest.fault(value)).isEmpty();
    assertThat(shortest.fault(-value)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.0",
    "-0.0, -0.0",
    "1, 1.0",
    "-1, -1.0",
    "0.5, 0.5",
    "0.1, 0.1",
    "100, 100.0",
    "12.25, 12.25",
    "0.14352688, 0.14352688",
    "0.99999994, 0.99999994",
    "-0.00012, -0.00012",
    "0.0000012, 0.0000012",
    "8388607.5, 8388607.5",
    "8388609, 8.388609E6",
    "16777216, 1.6777216E7",
    "3.4028235E38, 3.4028235E38",
    "1.17549435E-38, 1.1754944E-38",
    "1E-45, 1.0E-45",
    "1.5E-10, 1.5E-10",
    "NaN, null",
    "Infinity, null",
    "-Infinity, null"
  })
  void aFloatIsWrittenSo(float value, String text) {
    assertThat(shortest.text(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.0",
    "-0.0, -0.0",
    "1, 1.0",
    "-8, -8.0",
    "0.1, 0.1",
    "1.1, 1.1",
    "12345.678, 12345.678",
    "0.1435268834567891, 0.1435268834567891",
    "0.9999999999999999, 0.9999999999999999",
    "1.0000000000000002, 1.0000000000000002",
    "123456789012345.6, 123456789012345.6",
    "-0.0000123, -0.0000123",
    "4503599627370496, 4.503599627370496E15",
    "1.7976931348623157E308, 1.7976931348623157E308",
    "4.9E-324, 5.0E-324",
    "1E23, 1.0E23",
    "NaN, null",
    "Infinity, null",
    "-Infinity, null"
  })
  void aDoubleIsWrittenSo(double value, String text) {
    assertThat(shortest.text(value)).isEqualTo(text);
  }

  @Test
  void theEndsOfEveryBinadeAreShortest() {
    for (int biased = 0; biased < 0xFF; biased++) {
      for (int mantissa : List.of(0, 1, 2, 3, 0x40_0000, 0x7F_FFFE, 0x7F_FFFF)) {
        assertShortest(Float.intBitsToFloat(biased << 23 | mantissa));
      }
    }
    for (long biased = 0; biased < 0x7FF; biased++) {
      for (long mantissa : List.of(0L, 1L, 2L, 3L, 1L << 51, (1L << 52) - 2, (1L << 52) - 1)) {
        assertShortest(Double.longBitsToDouble(biased << 52 | mantissa));
      }
    }
  }

  @Test
  void powersOfTenAndTheirNeighboursAreShortest() {
    for (int power = -323; power <= 308; power++) {
      double ten = Double.parseDouble("1E" + power);
      assertShortest(ten);
      assertShortest(Math.nextUp(ten));
      assertShortest(Math.nextDown(ten));
      assertShortest(ten / 9);
      float single = Float.parseFloat("1E" + power);
      if (single < Float.POSITIVE_INFINITY) {
        assertShortest(single);
        assertShortest(Math.nextDown(single));
      }
    }
  }

  @Test
  void integersAndShortDecimalsAreShortest() {
    LongStream.range(0, 2_000).forEach(i -> assertShortest((double) i));
    IntStream.range(0, 2_000).forEach(i -> assertShortest(i / 100f));
    LongStream.range(0, 63).forEach(i -> assertShortest((double) ((1L << i) + 1)));
    Random random = new Random(1);
    for (int i = 0; i < SAMPLE; i++) {
      double decimal = random.nextInt(1_000_000) / Math.pow(10, random.nextInt(12));
      assertShortest(decimal);
      assertShortest((float) decimal);
    }
  }

  @Test
  void aSampleOfAllNumbersIsShortest() {
    Random random = new Random(2);
    for (int i = 0; i < SAMPLE; i++) {
      float single = Float.intBitsToFloat(random.nextInt() & 0x7FFF_FFFF);
      if (Float.isFinite(single)) {
        assertShortest(single);
      }
      double number = Double.longBitsToDouble(random.nextLong() & Long.MAX_VALUE);
      if (Double.isFinite(number)) {
        assertShortest(number);
      }
      double usual = random.nextGaussian() * Math.pow(10, random.nextInt(24) - 8);
      assertShortest(usual);
      assertShortest((float) usual);
    }
  }

  @Test
  void aRowStandsBehindCommas() {
    byte[] out = new byte[5 * DoubleText.LONGEST + Digits.SLACK];
    int end =
        new ScalarFloatText().write(new float[] {9, 1.5f, 0, -12, Float.NaN, 3e-9f}, 1, 6, out, 0);
    assertThat(new String(out, 0, end)).isEqualTo(",1.5,0.0,-12.0,null,3.0E-9");
    end = DoubleText.write(new double[] {9, 1.5, 0, -12, 1 / 3., 3e-9}, 1, 6, out, 0);
    assertThat(new String(out, 0, end)).isEqualTo(",1.5,0.0,-12.0,0.3333333333333333,3.0E-9");
  }

  /** Numbers of every form, enough for several batches and a part of one. */
  private static float[] mixture(int length) {
    Random random = new Random(length);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] =
          switch (random.nextInt(5)) {
            case 0 -> Float.intBitsToFloat(random.nextInt());
            case 1 -> Float.intBitsToFloat(random.nextInt(0x200) << 23);
            case 2 -> random.nextInt(-1, 2) * 0f;
            case 3 -> (random.nextInt(2_000_000) - 1_000_000) / 100f;
            default -> (float) (random.nextGaussian() * Math.pow(10, random.nextInt(14) - 7));
          };
    }
    return values;
  }

  @Test
  void vectorsAreUsedOnlyWhereTheyMayBe() {
    assertThat(NumberText.of(false)).isSameAs(NumberText.SCALAR);
    assertThat(NumberText.of(true) == NumberText.SCALAR).isNotEqualTo(SimdFloatText.isSupported());
    assertThat(NumberText.SCALAR.float32()).isInstanceOf(ScalarFloatText.class);
  }

  @Test
  void vectorsAreUsedOnceTheTrialIsWon() {
    CompletableFuture<Boolean> trial = new CompletableFuture<>();
    NumberText numbers = NumberText.tried(trial::join);
    assertThat(numbers.float32()).isInstanceOf(ScalarFloatText.class);
    trial.complete(true);
    await().until(() -> numbers.float32() instanceof SimdFloatText);
  }

  @Test
  void vectorsAreNotUsedIfTheTrialIsLost() throws InterruptedException {
    AtomicReference<Thread> judge = new AtomicReference<>();
    NumberText numbers =
        NumberText.tried(() -> {
          judge.set(Thread.currentThread());
          return false;
        });
    await().untilAtomic(judge, notNullValue());
    judge.get().join();
    assertThat(numbers.float32()).isInstanceOf(ScalarFloatText.class);
  }

  /** A Java without the Vector API has no class of it, and must not miss one. */
  @Test
  void withoutVectorsNumbersAreWrittenAllTheSame() throws Exception {
    assertThat(WithoutVectors.says(Plain.class)).isEqualTo(",0.5,-2.0");
  }

  /** Writes two numbers. */
  static final class Plain {

    private Plain() {}

    public static void main(String[] none) {
      byte[] out = new byte[64];
      FloatText floats = NumberText.of(false).float32();
      System.out.print(
          new String(out, 0, floats.write(new float[] {0.5f, -2}, 0, 2, out, 0), UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 63, 64, 65, 71, 72, 1_000, 100_003})
  void onVectorsTheTextIsTheSame(int length) {
    float[] values = mixture(length + 2);
    byte[] one = new byte[length * FloatText.LONGEST + Digits.SLACK + 3];
    byte[] eight = one.clone();
    int end = new ScalarFloatText().write(values, 1, length + 1, one, 3);
    assertThat(new SimdFloatText().write(values, 1, length + 1, eight, 3)).isEqualTo(end);
    assertThat(Arrays.copyOf(eight, end)).isEqualTo(Arrays.copyOf(one, end));
  }

  @ParameterizedTest
  @CsvSource({"0", "7", "10", "65535", "99999999", "100000000", "2147483647"})
  void anIntegerIsWrittenAsItIs(int number) {
    byte[] out = new byte[Digits.SLACK];
    assertThat(new String(out, 0, Digits.integer(number, out, 0)))
        .isEqualTo(Integer.toString(number));
  }
}
