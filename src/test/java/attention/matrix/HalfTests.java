package attention.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Rounding to 16 bits, at every number that has them and everywhere between two of them. */
@ParameterizedClass
@MethodSource("formats")
class HalfTests {

  /** A format by the numbers of which 16 bits are the name. */
  enum Format {
    FLOAT16(Dtype.FLOAT16, 0x1p-24) {
      @Override
      float of(int bits) {
        int exponent = bits >> 10 & 31;
        int fraction = bits & 1023;
        double magnitude =
            exponent == 0 ? fraction * 0x1p-24 : Math.scalb(1024.0 + fraction, exponent - 25);
        return (float) (bits < 1 << 15 ? magnitude : -magnitude);
      }
    },
    BFLOAT16(Dtype.BFLOAT16, 0x1p-133) {
      @Override
      float of(int bits) {
        return Float.intBitsToFloat(bits << 16);
      }
    };

    final Dtype dtype;
    final double smallest;

    Format(Dtype dtype, double smallest) {
      this.dtype = dtype;
      this.smallest = smallest;
    }

    /** What the bits stand for; only for finite numbers. */
    abstract float of(int bits);

    /** The bits of its finite numbers from 0 up. */
    IntStream upwards() {
      return IntStream.iterate(0, bits -> of(bits) <= dtype.largest(), bits -> bits + 1)
          .limit(dtype == Dtype.FLOAT16 ? 31 << 10 : 255 << 7);
    }
  }

  private final Format format;
  private final Dtype dtype;

  HalfTests(Format format) {
    this.format = format;
    this.dtype = format.dtype;
  }

  static List<Format> formats() {
    return List.of(Format.values());
  }

  private float rounded(float value) {
    float[] values = {7.1f, value, 7.1f};
    dtype.round(values, 1, 2);
    assertThat(values[0]).isEqualTo(7.1f);
    assertThat(values[2]).isEqualTo(7.1f);
    return values[1];
  }

  private void assertRounds(double value, double expected) {
    assertThat(dtype.round(value)).as("%a", value).isEqualTo(expected);
    assertThat(dtype.round(-value)).as("%a", -value).isEqualTo(-expected);
    if ((float) value == value) {
      assertThat((double) rounded((float) value)).as("%a", value).isEqualTo(expected);
      assertThat((double) rounded((float) -value)).as("%a", -value).isEqualTo(-expected);
    }
  }

  @Test
  void everyNumberOfTheFormatStays() {
    assertThat(format.upwards().count()).isGreaterThan(31_000);
    format.upwards().forEach(bits -> assertRounds(format.of(bits), format.of(bits)));
    assertThat(format.of((int) format.upwards().count() - 1)).isEqualTo((float) dtype.largest());
  }

  @Test
  void inTheMiddleBetweenTwoTheEvenOneIsTaken() {
    format
        .upwards()
        .filter(bits -> format.of(bits) < dtype.largest())
        .forEach(bits -> {
          double even = format.of(bits % 2 == 0 ? bits : bits + 1);
          assertRounds(middle(bits), even);
        });
  }

  @Test
  void besideTheMiddleTheNearerOneIsTakenHoweverNearTheMiddle() {
    format
        .upwards()
        .filter(bits -> format.of(bits) < dtype.largest())
        .forEach(bits -> {
          double middle = middle(bits);
          assertRounds(Math.nextDown(middle), format.of(bits));
          assertRounds(Math.nextUp(middle), format.of(bits + 1));
          assertRounds(Math.nextDown((float) middle), format.of(bits));
          assertRounds(Math.nextUp((float) middle), format.of(bits + 1));
        });
  }

  private double middle(int bits) {
    return ((double) format.of(bits) + format.of(bits + 1)) / 2;
  }

  @Test
  void theRangeEndsHalfAStepBehindTheLargest() {
    double largest = dtype.largest();
    double step = largest - format.of((int) format.upwards().count() - 2);
    assertRounds(Math.nextDown(largest + step / 2), largest);
    assertRounds(largest + step / 2, Double.POSITIVE_INFINITY);
    assertRounds(1e300, Double.POSITIVE_INFINITY);
    assertRounds(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  @Test
  void whatIsTooSmallBecomesZeroAndKeepsItsSign() {
    assertRounds(format.smallest, format.smallest);
    assertRounds(format.smallest / 2, 0);
    assertRounds(Math.nextUp(format.smallest / 2), format.smallest);
    assertRounds(Double.MIN_VALUE, 0);
    assertThat(Math.copySign(1, dtype.round(-Double.MIN_VALUE))).isEqualTo(-1);
  }

  @Test
  void whatIsNoNumberStaysNone() {
    Stream.of(0x7f800001, 0x7fc00000, 0x7fffffff, 0xff800001, 0xffc00000, 0xffffffff)
        .map(Float::intBitsToFloat)
        .forEach(nan -> {
          assertThat(rounded(nan)).isNaN();
          assertThat(dtype.round(nan)).isNaN();
        });
  }

  @Test
  void aNumberLeavesAndComesBackInTwoBytes() {
    FloatMatrix matrix = FloatMatrix.zeros(dtype, 1, (int) format.upwards().count());
    double[] numbers = format.upwards().mapToDouble(format::of).toArray();
    matrix.set(0, numbers);
    ByteBuffer bytes = ByteBuffer.allocate(2 * numbers.length);
    matrix.put(0, bytes);
    assertThat(bytes.flip().asShortBuffer().get(777)).isEqualTo((short) 777);
    FloatMatrix back = FloatMatrix.zeros(dtype, 1, numbers.length);
    back.read(0, bytes);
    double[] read = new double[numbers.length];
    back.get(0, read);
    assertThat(read).isEqualTo(numbers);
  }
}
