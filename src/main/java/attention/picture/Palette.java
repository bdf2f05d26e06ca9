package attention.picture;

import java.util.Arrays;
import java.util.HexFormat;

/** A table of 256 colours, as RGB, from the lowest value to the highest. */
enum Palette {
  /** For values from 0 up. */
  SEQUENTIAL(cividis()),
  /** For signed values: blue below 0, white at 0, orange above; as in the maps of the explorer. */
  DIVERGING(diverging());

  static final int SIZE = 256;

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
    int[] stops = {
      0x1d4f91, 0x4a86c5, 0x86b3de, 0xc5ddf0, 0xf7f6f3, 0xfbdcb4, 0xf3b06a, 0xdc7f2b, 0xa8560f
    };
    int[] colours = new int[SIZE];
    for (int i = 0; i < SIZE; i++) {
      double at = (double) i / (SIZE - 1) * (stops.length - 1);
      int below = Math.min((int) at, stops.length - 2);
      colours[i] = between(stops[below], stops[below + 1], at - below);
    }
    return colours;
  }

  private static int between(int from, int to, double share) {
    int colour = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int level = from >> shift & 255;
      colour |= (int) Math.round(level + share * ((to >> shift & 255) - level)) << shift;
    }
    return colour;
  }

  /** The light of a level of sRGB, from 0 to 1. */
  private static double linear(int level) {
    double component = level / 255.0;
    return component <= 0.04045
        ? component / 12.92
        : StrictMath.pow((component + 0.055) / 1.055, 2.4);
  }
}
