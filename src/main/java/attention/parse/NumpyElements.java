package attention.parse;

import java.nio.ByteBuffer;

/**
 * The elements of a NumPy array, in C order.
 *
 * @param bytes little-endian
 */
record NumpyElements(NumpyType type, ByteBuffer bytes) {

  private static final double TWO_TO_32 = 0x1p32;

  /** How many there are. */
  int count() {
    return bytes.limit() / (int) type.bytes();
  }

  /** Element {@code i} of numbers: a float as it is, an integer rounded to float64. */
  double number(int i) {
    int at = i * (int) type.bytes();
    return switch (type.kind()) {
      case FLOAT16 -> Float.float16ToFloat(bytes.getShort(at));
      case FLOAT32 -> bytes.getFloat(at);
      case FLOAT64 -> bytes.getDouble(at);
      default -> isLargest(i) ? unsigned(bytes.getLong(at)) : integer(i);
    };
  }

  private static double unsigned(long value) {
    return (value >>> Integer.SIZE) * TWO_TO_32 + (value & 0xFFFFFFFFL);
  }

  /** Element {@code i} of integers; the largest {@code long} if it is larger. */
  long integer(int i) {
    if (isLargest(i)) {
      return Long.MAX_VALUE;
    }
    int at = i * (int) type.bytes();
    boolean signed = type.kind() == NumpyType.Kind.INTEGER;
    return switch ((int) type.bytes()) {
      case Byte.BYTES -> signed ? bytes.get(at) : Byte.toUnsignedInt(bytes.get(at));
      case Short.BYTES -> signed ? bytes.getShort(at) : Short.toUnsignedInt(bytes.getShort(at));
      case Integer.BYTES -> signed ? bytes.getInt(at) : Integer.toUnsignedLong(bytes.getInt(at));
      default -> bytes.getLong(at);
    };
  }

  /** Element {@code i} of integers in decimal digits, however large it is. */
  String text(int i) {
    return isLargest(i)
        ? Long.toUnsignedString(bytes.getLong(i * Long.BYTES))
        : Long.toString(integer(i));
  }

  /** Whether element {@code i} is an unsigned integer that no {@code long} holds. */
  private boolean isLargest(int i) {
    return type.kind() == NumpyType.Kind.UNSIGNED
        && type.bytes() == Long.BYTES
        && bytes.getLong(i * Long.BYTES) < 0;
  }

  /** Element {@code i} of booleans. */
  boolean flag(int i) {
    return bytes.get(i) != 0;
  }
}
