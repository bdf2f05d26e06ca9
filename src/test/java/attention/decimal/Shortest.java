package attention.decimal;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Holds the decimal of a number against the JDK's, which is a shortest one (JDK-4511638): it must
 * read back to the same bits, have no more digits, and be no farther from the number.
 */
final class Shortest {

  /** Room before the number, to see that nothing there is touched. */
  private static final int START = 8;

  private final byte[] out = new byte[2 * START + DoubleText.LONGEST + Digits.SLACK];
  private final FloatText floats = new ScalarFloatText();
  private final float[] oneFloat = new float[1];
  private final double[] oneDouble = new double[1];

  /** What is written for a number. */
  String text(float value) {
    oneFloat[0] = value;
    return text(floats.write(oneFloat, 0, 1, out, START), FloatText.LONGEST);
  }

  /** What is written for a number. */
  String text(double value) {
    oneDouble[0] = value;
    return text(DoubleText.write(oneDouble, 0, 1, out, START), DoubleText.LONGEST);
  }

  private String text(int end, int longest) {
    if (out[START] != ',' || out[START - 1] != 0 || end - START > longest) {
      throw new AssertionError(new String(out, 0, end, StandardCharsets.US_ASCII));
    }
    return new String(out, START + 1, end - START - 1, StandardCharsets.US_ASCII);
  }

  /** What is wrong with the text of a finite number. */
  Optional<String> fault(float value) {
    String text = text(value);
    boolean same =
        Float.floatToRawIntBits(Float.parseFloat(text)) == Float.floatToRawIntBits(value);
    return fault(text, same, Float.toString(value), value);
  }

  /** What is wrong with the text of a finite number. */
  Optional<String> fault(double value) {
    String text = text(value);
    boolean same =
        Double.doubleToRawLongBits(Double.parseDouble(text)) == Double.doubleToRawLongBits(value);
    return fault(text, same, Double.toString(value), value);
  }

  private static Optional<String> fault(String text, boolean same, String jdk, double value) {
    if (!same) {
      return Optional.of("%s is not %s".formatted(text, jdk));
    }
    String digits = digits(text);
    String expected = digits(jdk);
    if (digits.length() < expected.length() || digits.equals(expected)) {
      return Optional.empty();
    }
    return digits.length() == expected.length()
            && distance(text, value).compareTo(distance(jdk, value)) <= 0
        ? Optional.empty()
        : Optional.of("%s is no shortest decimal: %s".formatted(text, jdk));
  }

  private static BigDecimal distance(String text, double value) {
    return new BigDecimal(text).subtract(new BigDecimal(value)).abs();
  }

  /** The digits between the zeros that lead and those that end a number. */
  private static String digits(String text) {
    StringBuilder digits = new StringBuilder();
    int end = 0;
    for (int i = 0; i < text.length() && text.charAt(i) != 'E'; i++) {
      char c = text.charAt(i);
      if (c >= '1' && c <= '9' || c == '0' && !digits.isEmpty()) {
        digits.append(c);
        end = c == '0' ? end : digits.length();
      }
    }
    digits.setLength(end);
    return digits.toString();
  }
}
