package attention.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PngFileTests {

  @Test
  void anotherReaderReadsEveryPixelOfTrueColour() throws IOException {
    int width = 211;
    int height = 97;
    byte[][] lines = new byte[height][3 * width];
    Random random = new Random(1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PngFile file = PngFile.trueColour(out, width, height)) {
      for (byte[] line : lines) {
        random.nextBytes(line);
        file.line(line);
      }
      file.end();
    }
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int rgb =
            (lines[y][3 * x] & 255) << 16
                | (lines[y][3 * x + 1] & 255) << 8
                | lines[y][3 * x + 2] & 255;
        assertThat(image.getRGB(x, y) & 0xffffff).isEqualTo(rgb);
      }
    }
  }

  /** They are compressed once, and copied if there are many. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 5, 40_000})
  void anotherReaderReadsLinesThatRepeat(int times) throws IOException {
    byte[][] kinds = {{0, 0, 0}, {1, 2, 3}, {-1, 2, 3}, {0, 0, 0}};
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PngFile file = PngFile.trueColour(out, 1, kinds.length * times)) {
      for (byte[] kind : kinds) {
        for (int i = 0; i < times; i++) {
          file.line(kind);
        }
      }
      file.end();
    }
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
    int[] colours = {0, 0x010203, 0xff0203, 0};
    for (int y = 0; y < image.getHeight(); y++) {
      assertThat(image.getRGB(0, y) & 0xffffff).as("line %d", y).isEqualTo(colours[y / times]);
    }
  }

  @Test
  void anotherReaderReadsEveryColourOfATable() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] line = new byte[Palette.SIZE];
    for (int i = 0; i < line.length; i++) {
      line[i] = (byte) i;
    }
    try (PngFile file = PngFile.indexed(out, line.length, 2, Palette.SEQUENTIAL)) {
      file.line(line);
      file.line(line);
      file.end();
    }
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
    for (int i = 0; i < line.length; i++) {
      assertThat(image.getRGB(i, 1) & 0xffffff).isEqualTo(Palette.SEQUENTIAL.at(i));
    }
  }
}
