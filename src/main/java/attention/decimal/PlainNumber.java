package attention.decimal;

/**
 * Reads plain numbers, as nearly all are: a number whose digits form an integer that float64
 * represents exactly, times a power of ten that it represents exactly, or divided by one. One
 * operation then gives the nearest float64 (W. D. Clinger, How to read floating point numbers
 * accurately, 1990, section 3).
 *
 * <p>The end of a number is known before it is read, from the commas in a window of text, and its
 * decimal places are read eight at a time without branches: the end of a loop over digits would be
 * mispredicted where numbers differ in length.
 */
public final class PlainNumber {

  /** How many bytes after the end of a text may be read. */
  public static final int SLACK = Long.BYTES;

  /** How many characters are searched for commas at once. */
  public static final int WINDOW = Long.SIZE;

  private static final long COMMAS = 0x2C2C_2C2C_2C2C_2C2CL;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  private static final long ALL_BUT_HIGH_BITS = ~HIGH_BITS;

  /** Carries a value above 9 into the high bit of its byte. */
  private static final long BEYOND_NINE = 0x7676_7676_7676_7676L;

  /** Gathers the high bits of eight bytes into the highest byte. */
  private static final long GATHER = 0x0002_0408_1020_4081L;

  private static final int MOST_DIGITS = 18;
  private static final long LARGEST_EXACT = 1L << 53;

  /** Turns a digit that a point follows into its value. */
  private static final long DIGIT_AND_POINT = '0' | '.' << 8;

  /** The most decimal places that are read eight at a time. */
  private static final int MOST_PLACES = 2 * Long.BYTES;

  private static final int MOST_EXPONENT_DIGITS = 3;

  /** The powers of ten that float64 represents exactly. */
  private static final double[] EXACT_POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private static final long[] POWERS = new long[MOST_PLACES + 1];

  /** The mask of the last {@code places} of sixteen characters: its upper eight bytes. */
  private static final long[] LAST = new long[MOST_PLACES + 1];

  /** And its lower eight. */
  private static final long[] BEFORE_LAST = new long[MOST_PLACES + 1];

  static {
    for (int places = 0; places <= MOST_PLACES; places++) {
      POWERS[places] = (long) EXACT_POWERS[places];
      LAST[places] = highest(Math.min(places, Long.BYTES));
      BEFORE_LAST[places] = highest(Math.max(places - Long.BYTES, 0));
    }
  }

  private static long highest(int bytes) {
    return bytes == 0 ? 0 : -1L << Long.SIZE - Byte.SIZE * bytes;
  }

  private PlainNumber() {}

  /**
   * Which of the next {@link #WINDOW} characters are commas, the first one in the lowest bit. A
   * comma after a byte that is not ASCII may be missed.
   */
  public static long commas(byte[] text, int from) {
    long commas = 0;
    for (int i = 0; i < WINDOW; i += Long.BYTES) {
      long others = (long) Digits.EIGHT.get(text, from + i) ^ COMMAS;
      long eight = ~(others + ALL_BUT_HIGH_BITS | others) & HIGH_BITS;
      commas |= (eight * GATHER >>> Long.SIZE - Byte.SIZE) << i;
    }
    return commas;
  }

  /**
   * Reads a number with one digit before the decimal point, as most numbers have.
   *
   * @param to the end of the number
   * @param into receives the number at {@code index}
   * @return whether it was such a number
   */
  public static boolean readShort(byte[] text, int from, int to, double[] into, int index) {
    long word = (long) Digits.EIGHT.get(text, from);
    int minus = (int) ((word & 0xFF ^ '-') - 1 >>> Integer.SIZE) & 1;
    int digit = (int) (word >>> Byte.SIZE * minus ^ DIGIT_AND_POINT) & 0xFFFF;
    int places = to - from - minus - 2;
    if (places < 1 || places > MOST_PLACES || to < MOST_PLACES) {
      return false;
    }
    long last = eight(text, to - Long.BYTES) & LAST[places];
    long before = eight(text, to - 2 * Long.BYTES) & BEFORE_LAST[places];
    if (digit > 9 || (others(last) | others(before)) != 0) {
      return false;
    }
    long digits = digit * POWERS[places] + integer(before) * 100_000_000 + integer(last);
    if (digits > LARGEST_EXACT) {
      return false;
    }
    into[index] = signed(minus, digits / EXACT_POWERS[places]);
    return true;
  }

  private static double signed(int minus, double size) {
    return Double.longBitsToDouble(
        Double.doubleToRawLongBits(size) | (long) minus << Long.SIZE - 1);
  }

  /**
   * Reads any plain number.
   *
   * @param text followed by {@link #SLACK} more bytes, of which the first is 0
   * @param into receives the number at {@code index}
   * @return the end of the number; {@code from} if it is not plain
   */
  public static int read(byte[] text, int from, double[] into, int index) {
    int minus = text[from] == '-' ? 1 : 0;
    int start = from + minus;
    long digits = 0;
    int at = start;
    for (; isDigit(text[at]); at++) {
      digits = 10 * digits + text[at] - '0';
    }
    int count = at - start;
    int places = 0;
    if (text[at] == '.') {
      int point = at++;
      for (; isDigit(text[at]); at++) {
        digits = 10 * digits + text[at] - '0';
      }
      places = at - point - 1;
    }
    boolean whole = count == 1 || count > 0 && text[start] != '0';
    boolean exact = count + places <= MOST_DIGITS && digits <= LARGEST_EXACT;
    if (!whole || !exact || text[at - 1] == '.') {
      return from;
    }
    int end = exponentEnd(text, at);
    int power = exponent(text, at, end) - places;
    if ((text[end] | ' ') == 'e' || Math.abs(power) >= EXACT_POWERS.length) {
      return from;
    }
    into[index] =
        signed(minus, power > 0 ? digits * EXACT_POWERS[power] : digits / EXACT_POWERS[-power]);
    return end;
  }

  /** The end of an exponent; {@code from} if there is none, or a longer one. */
  private static int exponentEnd(byte[] text, int from) {
    if ((text[from] | ' ') != 'e') {
      return from;
    }
    int first = from + (text[from + 1] == '-' || text[from + 1] == '+' ? 2 : 1);
    int at = first;
    while (isDigit(text[at])) {
      at++;
    }
    return at == first || at - first > MOST_EXPONENT_DIGITS ? from : at;
  }

  private static int exponent(byte[] text, int from, int end) {
    int exponent = 0;
    for (int at = from + 1; at < end; at++) {
      exponent = isDigit(text[at]) ? 10 * exponent + text[at] - '0' : 0;
    }
    return end > from && text[from + 1] == '-' ? -exponent : exponent;
  }

  public static boolean isDigit(byte character) {
    return character >= '0' && character <= '9';
  }

  /** Eight characters, each digit converted to its value, the first one in the lowest byte. */
  private static long eight(byte[] text, int from) {
    return (long) Digits.EIGHT.get(text, from) ^ Digits.CHARACTERS;
  }

  /** Not 0 if any of eight characters is not a digit. */
  private static long others(long eight) {
    return (eight + BEYOND_NINE | eight) & HIGH_BITS;
  }

  /** The value of eight digits. */
  private static long integer(long eight) {
    long pairs = (eight * (1 + (10 << 8)) >>> 8) & 0x00FF_00FF_00FF_00FFL;
    long fours = (pairs * (1 + (100 << 16)) >>> 16) & 0x0000_FFFF_0000_FFFFL;
    return fours * (1 + (10_000L << 32)) >>> 32;
  }
}
