package attention.picture;

/**
 * The colour space Oklab, in which equal distances look about equal (B. Ottosson, A perceptual
 * color space for image processing, 2020).
 */
final class Oklab {

  private Oklab() {}

  /** Lightness, green to red, and blue to yellow of an RGB colour. */
  static double[] of(int rgb) {
    double r = linear((rgb >> 16 & 255) / 255.0);
    double g = linear((rgb >> 8 & 255) / 255.0);
    double b = linear((rgb & 255) / 255.0);
    double l = StrictMath.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    double m = StrictMath.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    double s = StrictMath.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return new double[] {
      0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
      1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
      0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
    };
  }

  /** The RGB colour nearest to one in this space. */
  static int rgb(double[] lab) {
    double l = cube(lab[0] + 0.3963377774 * lab[1] + 0.2158037573 * lab[2]);
    double m = cube(lab[0] - 0.1055613458 * lab[1] - 0.0638541728 * lab[2]);
    double s = cube(lab[0] - 0.0894841775 * lab[1] - 1.2914855480 * lab[2]);
    return level(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s) << 16
        | level(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s) << 8
        | level(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
  }

  /** The light of a component of sRGB, from 0 to 1. */
  static double linear(double component) {
    return component <= 0.04045
        ? component / 12.92
        : StrictMath.pow((component + 0.055) / 1.055, 2.4);
  }

  private static int level(double light) {
    double clamped = Math.clamp(light, 0.0, 1.0);
    double component =
        clamped <= 0.0031308 ? clamped * 12.92 : 1.055 * StrictMath.pow(clamped, 1 / 2.4) - 0.055;
    return (int) Math.round(component * 255);
  }

  private static double cube(double number) {
    return number * number * number;
  }
}
