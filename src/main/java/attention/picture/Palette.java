package attention.picture;

import java.util.Arrays;
import java.util.HexFormat;

/** A table of 256 colours, as RGB, from the lowest value to the highest. */
enum Palette {
  /** For values from 0 up. */
  SEQUENTIAL(cividis()),
  /** For signed values: blue below 0, white at 0, orange above. */
  DIVERGING(diverging());

  static final int SIZE = 256;

  private static final int BLUE = 0x1b5aa6;
  private static final int WHITE = 0xfafafa;
  private static final int ORANGE = 0xc25400;

  /** The relative luminance at which black and white contrast equally (WCAG 2.2, 1.4.3). */
  private static final double MIDDLE = 0.179;

  private final int[] colours;

  Palette(int[] colours) {
    this.colours = colours;
  }

  int at(int index) {
    return colours[index];
  }

  /** The red, green and blue bytes of all colours. */
  byte[] bytes() {
    byte[] bytes = new byte[3 * SIZE];
    for (int i = 0; i < SIZE; i++) {
      bytes[3 * i] = (byte) (colours[i] >> 16);
      bytes[3 * i + 1] = (byte) (colours[i] >> 8);
      bytes[3 * i + 2] = (byte) colours[i];
    }
    return bytes;
  }

  /** A colour as #rrggbb. */
  static String name(int rgb) {
    return "#" + HexFormat.of().toHexDigits(rgb, 6);
  }

  /** Black or white, whichever contrasts more with a colour; at least 4.58 : 1. */
  static int inkOn(int rgb) {
    double luminance =
        0.2126 * linear(rgb >> 16 & 255)
            + 0.7152 * linear(rgb >> 8 & 255)
            + 0.0722 * linear(rgb & 255);
    return luminance > MIDDLE ? 0x000000 : 0xffffff;
  }

  private static int[] cividis() {
    int[] colours = new int[SIZE];
    Arrays.setAll(colours, i -> Integer.parseInt(Cividis.COLOURS.substring(6 * i, 6 * i + 6), 16));
    return colours;
  }

  private static int[] diverging() {
    int[] colours = new int[SIZE];
    double middle = (SIZE - 1) / 2.0;
    for (int i = 0; i < SIZE; i++) {
      double share = Math.abs(i - middle) / middle;
      colours[i] = mixed(WHITE, i < middle ? BLUE : ORANGE, share);
    }
    return colours;
  }

  /** Mixes two colours in Oklab (B. Ottosson, A perceptual color space, 2020). */
  private static int mixed(int from, int to, double share) {
    double[] a = Oklab.of(from);
    double[] b = Oklab.of(to);
    for (int i = 0; i < a.length; i++) {
      a[i] += (b[i] - a[i]) * share;
    }
    return Oklab.rgb(a);
  }

  private static double linear(int level) {
    return Oklab.linear(level / 255.0);
  }
}
