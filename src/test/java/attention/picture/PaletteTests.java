package attention.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PaletteTests {

  private static double luminance(int rgb) {
    double[] weights = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * Oklab.linear((rgb >> 16 - 8 * i & 255) / 255.0);
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
      assertThat(Oklab.of(Palette.SEQUENTIAL.at(i))[0])
          .isGreaterThanOrEqualTo(Oklab.of(Palette.SEQUENTIAL.at(i - 1))[0] - 0.002);
    }
  }

  @Test
  void theDivergingColoursAreAsDarkOnBothSides() {
    for (int i = 0; i < Palette.SIZE / 2; i++) {
      assertThat(Oklab.of(Palette.DIVERGING.at(i))[0])
          .isCloseTo(Oklab.of(Palette.DIVERGING.at(Palette.SIZE - 1 - i))[0], within(0.13));
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

  @Test
  void aColourKeepsItselfThroughOklab() {
    for (int rgb : new int[] {0, 0xffffff, 0x1b5aa6, 0xc25400, 0x808080}) {
      assertThat(Oklab.rgb(Oklab.of(rgb))).isEqualTo(rgb);
    }
  }
}
