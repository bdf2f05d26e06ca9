package attention.decimal;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Writes a batch of float32, as many numbers at a time as a vector has 64-bit lanes: the decimals
 * are found as in {@link ScalarFloatText}, one in each lane, and laid out by a shuffle of sixteen
 * characters.
 *
 * <p>The batch is processed in several short passes. In a single long one the chain of dependent
 * instructions would exceed the processor's reorder window, and the passes of successive numbers
 * would not overlap. AVX2 has neither mask registers nor comparisons by ≤ and ≠, so shifts take the
 * place of masks where they can, and only =, &lt; and &gt; are compared.
 */
final class SimdFloatBatch {

  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;

  /** As many numbers as in {@link #LONGS}. */
  private static final VectorSpecies<Float> FLOATS =
      VectorSpecies.of(float.class, VectorShape.forBitSize(LONGS.vectorBitSize() / 2));

  private static final VectorSpecies<Byte> CHARACTERS = ByteVector.SPECIES_128;

  /** How many numbers are written together. */
  static final int LANES = LONGS.length();

  /** The most numbers in a batch. */
  static final int LONGEST = 64;

  private static final int MANTISSA = ScalarFloatText.MANTISSA;
  private static final int BIASED = ScalarFloatText.BIASED;
  private static final int POINT = ScalarFloatText.POINT;
  private static final int UNIT_POINT = ScalarFloatText.UNIT_POINT;
  private static final int EDGE = ScalarFloatText.EDGE;

  /** The binary places of twice {@link #EDGE}. */
  private static final int TWO_EDGES_POINT = Integer.numberOfTrailingZeros(2 * EDGE);

  private static final int SMALLEST_OF_EIGHT = 10_000_000;

  /** A layout's parts: the length of a number, and the first bits of its shuffle and its form. */
  private static final int LENGTH = 0xFF;

  private static final int SHUFFLE = 8;
  private static final int LAYOUT = SHUFFLE + 4;

  private static final int HALF = Integer.SIZE;
  private static final long LOWER_HALF = 0xFFFF_FFFFL;

  /** Units in the lower 60 bits, and the decimal places of 10^k in the upper four. */
  private static final long[] UNITS = new long[BIASED + 1];

  /** The JIT multiplies faster if it knows that the upper halves of both factors are zero. */
  private static final LongVector TEN = LongVector.broadcast(LONGS, 10);

  private static final LongVector TEN_THOUSAND = LongVector.broadcast(LONGS, Digits.TEN_THOUSAND);

  private static final LongVector TEN_THOUSANDTH =
      LongVector.broadcast(LONGS, Digits.TEN_THOUSANDTH);

  /** Interleaves the lower lanes of two vectors, and their upper lanes. */
  private static final LongVector LOWER_LANES = interleaving();

  private static final LongVector UPPER_LANES = LOWER_LANES.add(LANES / 2);

  static {
    for (int biased = 0; biased < BIASED; biased++) {
      int places = ScalarFloatText.PLACES[biased];
      long known = places > FloatLayouts.MOST_PLACES ? 0 : Math.max(places, 0);
      UNITS[biased] = ScalarFloatText.UNITS[biased] | known << UNIT_POINT;
    }
  }

  private final int[] exponents = new int[LONGEST];

  /** The middle of each interval in units of 10^(k+1), and its distances to the two ends. */
  private final long[] middles = new long[LONGEST];

  private final long[] above = new long[LONGEST];
  private final long[] below = new long[LONGEST];

  /** The first eight digits of each number as an integer, and the ninth. */
  private final long[] eights = new long[LONGEST];

  private final long[] ninths = new long[LONGEST];

  private final long[] places = new long[LONGEST];

  /** The index of each number's shuffle, and below it the length with nine digits; 0 if none. */
  private final long[] layouts = new long[LONGEST];

  /** How many trailing zeros may be dropped. */
  private final long[] spares = new long[LONGEST];

  /** The sixteen characters that the shuffle of each number rearranges. */
  private final byte[] characters = new byte[LONGEST * FloatLayouts.CHARACTERS];

  private static LongVector interleaving() {
    long[] lanes = new long[LANES];
    for (int i = 0; i < LANES; i++) {
      lanes[i] = i / 2 + i % 2 * LANES;
    }
    return LongVector.fromArray(LONGS, lanes, 0);
  }

  /**
   * Writes numbers like {@link FloatText#write}.
   *
   * @param count how many: a multiple of {@link #LANES}, at most {@link #LONGEST}
   */
  int write(float[] values, int from, int count, byte[] out, int start) {
    findIntervals(values, from, count);
    findDecimals(count);
    chooseLayouts(values, from, count);
    findCharacters(count);
    return layOut(values, from, count, out, start);
  }

  private void findIntervals(float[] values, int from, int count) {
    for (int i = 0; i < count; i += LANES) {
      FloatVector value = FloatVector.fromArray(FLOATS, values, from + i);
      value
          .reinterpretAsInts()
          .lanewise(VectorOperators.LSHR, MANTISSA)
          .and(BIASED)
          .intoArray(exponents, i);
      LongVector known = LongVector.fromArray(LONGS, UNITS, 0, exponents, i);
      known.lanewise(VectorOperators.LSHR, UNIT_POINT).intoArray(places, i);
      LongVector unit = known.and((1L << UNIT_POINT) - 1);
      LongVector bits = bits(value);
      LongVector mantissa = bits.and((1L << MANTISSA) - 1);
      VectorMask<Long> normal =
          bits.and(Integer.MAX_VALUE).compare(VectorOperators.GT, (1L << MANTISSA) - 1);
      LongVector c = mantissa.lanewise(VectorOperators.OR, 1L << MANTISSA, normal).and(LOWER_HALF);
      product(c, unit).intoArray(middles, i);
      LongVector half =
          unit.lanewise(VectorOperators.LSHR, UNIT_POINT - POINT + 1)
              .add(EDGE)
              .sub(c.and(1).lanewise(VectorOperators.LSHL, TWO_EDGES_POINT));
      half.intoArray(above, i);
      VectorMask<Long> power = mantissa.compare(VectorOperators.EQ, 0);
      half.lanewise(VectorOperators.LSHR, 1, power).intoArray(below, i);
    }
  }

  private static LongVector bits(FloatVector values) {
    return (LongVector)
        values.reinterpretAsInts().convertShape(VectorOperators.ZERO_EXTEND_I2L, LONGS, 0);
  }

  /** c·unit in fixed point: 24 bits by 60 bits. */
  private static LongVector product(LongVector c, LongVector unit) {
    LongVector upper = c.mul(unit.lanewise(VectorOperators.LSHR, HALF));
    LongVector lower = c.mul(unit.and(LOWER_HALF));
    return upper
        .lanewise(VectorOperators.LSHL, HALF - (UNIT_POINT - POINT))
        .add(lower.lanewise(VectorOperators.LSHR, UNIT_POINT - POINT));
  }

  private void findDecimals(int count) {
    LongVector ten = TEN.and(LOWER_HALF);
    LongVector none = LongVector.zero(LONGS);
    for (int i = 0; i < count; i += LANES) {
      LongVector x = LongVector.fromArray(LONGS, middles, i);
      LongVector high =
          x.add(LongVector.fromArray(LONGS, above, i)).lanewise(VectorOperators.LSHR, POINT);
      LongVector low =
          x.sub(LongVector.fromArray(LONGS, below, i)).lanewise(VectorOperators.LSHR, POINT);
      LongVector tenths =
          x.lanewise(VectorOperators.LSHL, Long.SIZE - POINT)
              .lanewise(VectorOperators.LSHR, HALF)
              .mul(ten)
              .add(1L << HALF - 1)
              .lanewise(VectorOperators.LSHR, HALF);
      high.intoArray(eights, i);
      none.blend(tenths, high.compare(VectorOperators.EQ, low)).intoArray(ninths, i);
    }
  }

  private void chooseLayouts(float[] values, int from, int count) {
    for (int i = 0; i < count; i += LANES) {
      LongVector bits = bits(FloatVector.fromArray(FLOATS, values, from + i));
      LongVector sign = bits.lanewise(VectorOperators.LSHR, Integer.SIZE - 1);
      VectorMask<Long> zero = bits.and(Integer.MAX_VALUE).compare(VectorOperators.EQ, 0);
      LongVector place = LongVector.fromArray(LONGS, places, i);
      VectorMask<Long> small = place.compare(VectorOperators.GT, FloatLayouts.BELOW_ONE - 1);
      VectorMask<Long> leading =
          LongVector.fromArray(LONGS, eights, i).compare(VectorOperators.LT, SMALLEST_OF_EIGHT);
      LongVector length =
          LongVector.broadcast(LONGS, ",123456789.".length())
              .lanewise(VectorOperators.SUB, 1, leading)
              .blend(place.add(",0.".length()), small)
              .blend(",0.0".length(), zero)
              .add(sign);
      VectorMask<Long> none =
          place
              .compare(VectorOperators.EQ, 0)
              .andNot(zero)
              .or(place.add(sign).compare(VectorOperators.GT, FloatLayouts.MOST_PLACES));
      place
          .lanewise(VectorOperators.LSHL, 2)
          .lanewise(VectorOperators.ADD, 2, leading)
          .blend(0, zero)
          .add(sign)
          .lanewise(VectorOperators.LSHL, LAYOUT)
          .or(length)
          .blend(0, none)
          .intoArray(layouts, i);
      place.sub(1).blend(FloatLayouts.BELOW_ONE, small).max(0).blend(0, none).intoArray(spares, i);
    }
  }

  private void findCharacters(int count) {
    LongVector tenThousand = TEN_THOUSAND.and(LOWER_HALF);
    LongVector tenThousandth = TEN_THOUSANDTH.and(LOWER_HALF);
    LongVector none = LongVector.zero(LONGS);
    LongVector lowerLanes = LOWER_LANES;
    LongVector upperLanes = UPPER_LANES;
    for (int i = 0; i < count; i += LANES) {
      LongVector number = LongVector.fromArray(LONGS, eights, i).and(LOWER_HALF);
      LongVector ninth = LongVector.fromArray(LONGS, ninths, i);
      LongVector upper =
          number.mul(tenThousandth).lanewise(VectorOperators.LSHR, Digits.TEN_THOUSANDTH_POINT);
      LongVector lower = number.sub(upper.mul(tenThousand));
      LongVector eight = digits(upper.add(lower.lanewise(VectorOperators.LSHL, HALF)));
      LongVector zeros =
          eight
              .lanewise(VectorOperators.LEADING_ZEROS_COUNT)
              .lanewise(VectorOperators.LSHR, 3)
              .add(1)
              .min(LongVector.fromArray(LONGS, spares, i));
      LongVector dropped = none.blend(zeros, ninth.compare(VectorOperators.EQ, 0));
      LongVector.fromArray(LONGS, layouts, i).sub(dropped).intoArray(layouts, i);
      LongVector front = eight.or(Digits.CHARACTERS);
      LongVector back = ninth.or(FloatLayouts.BEHIND_EIGHT);
      int at = i * FloatLayouts.CHARACTERS;
      lowerLanes.selectFrom(front, back).reinterpretAsBytes().intoArray(characters, at);
      upperLanes
          .selectFrom(front, back)
          .reinterpretAsBytes()
          .intoArray(characters, at + Long.BYTES * LANES);
    }
  }

  /** Turns two numbers below 10⁴ in each lane into eight digits, the first one lowest. */
  private static LongVector digits(LongVector fours) {
    IntVector four = fours.reinterpretAsInts();
    // 10486 / 2²⁰ exceeds 10⁻² by so little that quotients below 10⁴ are exact.
    IntVector hundreds = four.mul(10_486).lanewise(VectorOperators.LSHR, 20);
    IntVector two = four.lanewise(VectorOperators.LSHL, 16).sub(hundreds.mul((100 << 16) - 1));
    // 103 / 2¹⁰ exceeds 10⁻¹ by so little that quotients below 10² are exact.
    ShortVector tens =
        two.reinterpretAsShorts()
            .mul((short) 103)
            .reinterpretAsInts()
            .lanewise(VectorOperators.LSHR, 10)
            .and(0x000F_000F)
            .reinterpretAsShorts();
    return two.lanewise(VectorOperators.LSHL, 8)
        .reinterpretAsShorts()
        .sub(tens.mul((short) ((10 << 8) - 1)))
        .reinterpretAsLongs();
  }

  private int layOut(float[] values, int from, int count, byte[] out, int start) {
    long[] layout = layouts;
    byte[] source = characters;
    int at = start;
    for (int i = 0; i < count; i++) {
      int chosen = (int) layout[i];
      if (chosen == 0) {
        at = ScalarFloatText.write(values[from + i], out, at);
      } else {
        ByteVector.fromArray(CHARACTERS, FloatLayouts.SHUFFLES, chosen >>> SHUFFLE)
            .selectFrom(ByteVector.fromArray(CHARACTERS, source, i * FloatLayouts.CHARACTERS))
            .intoArray(out, at);
        at += chosen & LENGTH;
      }
    }
    return at;
  }
}
