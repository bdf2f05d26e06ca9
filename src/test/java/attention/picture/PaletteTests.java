package attention.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PaletteTests {

  /** Relative luminance, from 0 to 1 (WCAG 2.2). */
  private static double luminance(int rgb) {
    double[] weights = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      double level = (rgb >> 16 - 8 * i & 255) / 255.0;
      sum +=
          weights[i] * (level <= 0.04045 ? level / 12.92 : Math.pow((level + 0.055) / 1.055, 2.4));
    }
    return sum;
  }

  @Test
  void theSequentialColoursAreThoseOfCividis() {
    assertThat(Palette.SEQUENTIAL.at(0)).isEqualTo(0x00224e);
    assertThat(Palette.SEQUENTIAL.at(128)).isEqualTo(0x7d7c78);
    assertThat(Palette.SEQUENTIAL.at(255)).isEqualTo(0xfee838);
  }

  @Test
  void theSequentialColoursBecomeLighter() {
    for (int i = 1; i < Palette.SIZE; i++) {
      assertThat(luminance(Palette.SEQUENTIAL.at(i)))
          .isGreaterThanOrEqualTo(luminance(Palette.SEQUENTIAL.at(i - 1)) - 0.002);
    }
  }

  @Test
  void theDivergingColoursAreThoseOfTheMaps() throws IOException {
    String page = Files.readString(Path.of("src/main/resources/static/explorer/colour.js"));
    Matcher stops = Pattern.compile("SIGNED_LIGHT = \"([^\"]+)\"").matcher(page);
    assertThat(stops.find()).isTrue();
    String[] colours = stops.group(1).split(" ");
    assertThat(Palette.name(Palette.DIVERGING.at(0))).isEqualTo("#" + colours[0]);
    assertThat(Palette.name(Palette.DIVERGING.at(255))).isEqualTo("#" + colours[8]);
    // The 51st of 255 steps is 3/5 of the way from the second stop to the third.
    assertThat(Palette.name(Palette.DIVERGING.at(51))).isEqualTo("#6ea1d4");
  }

  @Test
  void theDivergingColoursAreAsDarkOnBothSides() {
    for (int i = 1; i < Palette.SIZE / 2; i++) {
      double below = luminance(Palette.DIVERGING.at(i));
      assertThat(below).isGreaterThanOrEqualTo(luminance(Palette.DIVERGING.at(i - 1)));
      assertThat(below).isCloseTo(luminance(Palette.DIVERGING.at(255 - i)), within(0.1));
    }
    assertThat(Palette.DIVERGING.at(127)).isEqualTo(Palette.DIVERGING.at(127) | 0xf0f0f0);
  }

  @Test
  void aNumberOnAnyColourCanBeRead() {
    for (Palette palette : Palette.values()) {
      for (int i = 0; i < Palette.SIZE; i++) {
        double paper = luminance(palette.at(i));
        double ink = luminance(Palette.inkOn(palette.at(i)));
        double contrast = (Math.max(paper, ink) + 0.05) / (Math.min(paper, ink) + 0.05);
        assertThat(contrast).isGreaterThanOrEqualTo(4.5);
      }
    }
  }
}
