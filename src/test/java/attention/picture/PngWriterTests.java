package attention.picture;

import static org.assertj.core.api.Assertions.assertThat;

import attention.trace.Member;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares pictures with those in src/test/resources/pictures, but for their text. The property
 * {@code pictures.write} draws them anew.
 */
class PngWriterTests {

  private static final Path GOLDEN = Path.of("src/test/resources/pictures");

  static Stream<Arguments> pictures() {
    return Stream.of(
        Arguments.of("weights", Drawn.random(6, 6, 1)),
        Arguments.of("masked", Drawn.random(6, 6, 1).causal()),
        Arguments.of("overflow", Drawn.weights(2, 2, 0.5f, Float.NaN, 1, 0)),
        Arguments.of(
            "scores",
            Drawn.weights(2, 3, -1, 0, 1, 2, -2, 0.5f).with(Member.SCORES, ColourScale.FIXED)),
        Arguments.of("heads", Drawn.random(4, 4, 6).causal()),
        Arguments.of("raster", Drawn.random(70, 70, 1).causal()));
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void aPictureLooksAsItDid(String name, Drawn drawn) throws IOException {
    File golden = GOLDEN.resolve(name + ".png").toFile();
    BufferedImage actual = drawn.pixels();
    if (Boolean.getBoolean("pictures.write")) {
      Files.createDirectories(GOLDEN);
      ImageIO.write(actual, "png", golden);
    }
    BufferedImage expected = ImageIO.read(golden);
    assertThat(actual.getWidth()).isEqualTo(expected.getWidth());
    assertThat(actual.getHeight()).isEqualTo(expected.getHeight());
    for (int y = 0; y < actual.getHeight(); y++) {
      for (int x = 0; x < actual.getWidth(); x++) {
        assertThat(actual.getRGB(x, y))
            .as("%s at %d, %d; draw it anew with -Dpictures.write=true", name, x, y)
            .isEqualTo(expected.getRGB(x, y));
      }
    }
  }

  @Test
  void aPixelOfACellHasItsColour() {
    Drawn drawn = Drawn.weights(1, 2, 0.25f, 0.75f);
    Shape.Tiles tiles =
        drawn.drawing().shapes().stream()
            .filter(Shape.Tiles.class::isInstance)
            .map(Shape.Tiles.class::cast)
            .findFirst()
            .orElseThrow();
    Shape.Area area = tiles.colours().area();
    int x = area.x() * PngWriter.SCALE + 5;
    int y = area.y() * PngWriter.SCALE + 5;
    int colour = tiles.colours().palette().at(tiles.colour(0, 0));
    assertThat(drawn.pixels().getRGB(x, y) & 0xffffff).isEqualTo(colour);
  }

  @Test
  void textIsDrawn() {
    Drawing drawing = Drawn.weights(1, 1, 1).drawing();
    BufferedImage with = Drawn.pixels(drawing);
    BufferedImage without = Drawn.weights(1, 1, 1).pixels();
    int different = 0;
    for (int y = 0; y < with.getHeight(); y++) {
      for (int x = 0; x < with.getWidth(); x++) {
        different += with.getRGB(x, y) == without.getRGB(x, y) ? 0 : 1;
      }
    }
    assertThat(PngWriter.isPossible()).isTrue();
    assertThat(different).isGreaterThan(1000);
  }
}
