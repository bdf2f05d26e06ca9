package attention.decimal;

/**
 * How the nine digits of a float32 become a decimal without an exponent: for each form a shuffle of
 * sixteen characters, which are the nine digits followed by {@code .,-0}.
 */
final class FloatLayouts {

  /** The length of a shuffle, and of the characters that it rearranges. */
  static final int CHARACTERS = 16;

  /** The most decimal places of a form; a negative number with as many is too long. */
  static final int MOST_PLACES = ScalarFloatText.MOST_PLACES;

  /** Numbers with at least so many decimal places are below 1. */
  static final int BELOW_ONE = 8;

  /** Turns the ninth digit into a character, and adds the four characters that follow it. */
  static final long BEHIND_EIGHT = 0x30_2D_2C_2E_30L;

  /**
   * The source index of each character. The form of a number with {@code p} decimal places is at
   * index (4p + 2z + s) · {@link #CHARACTERS}, where z is 1 if its first digit is a leading zero
   * and s is 1 if it is negative; the form of 0 has p = z = 0.
   */
  static final byte[] SHUFFLES = new byte[4 * (MOST_PLACES + 1) * CHARACTERS];

  private static final String SOURCE = "123456789.,-0";
  private static final String DIGITS = SOURCE.substring(0, 9);

  static {
    int at = 0;
    for (int places = 0; places <= MOST_PLACES; places++) {
      for (int leading = 0; leading <= 1; leading++) {
        for (String sign : new String[] {",", ",-"}) {
          put(sign + form(places, leading), at);
          at += CHARACTERS;
        }
      }
    }
  }

  private FloatLayouts() {}

  private static void put(String text, int at) {
    for (int i = 0; i < Math.min(text.length(), CHARACTERS); i++) {
      SHUFFLES[at + i] = (byte) SOURCE.indexOf(text.charAt(i));
    }
  }

  private static String form(int places, int leading) {
    if (places == 0) {
      return "0.0";
    }
    int whole = DIGITS.length() - places;
    return places < BELOW_ONE
        ? DIGITS.substring(leading, whole) + "." + DIGITS.substring(whole)
        : "0." + "0".repeat(Math.max(-whole, 0)) + DIGITS.substring(Math.max(whole, 0));
  }
}
