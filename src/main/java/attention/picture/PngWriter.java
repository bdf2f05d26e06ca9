package attention.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a drawing as PNG, with two pixels for each of the drawing's. It is painted band by band:
 * what it holds grows with the width of the picture only.
 */
public final class PngWriter {

  /** Pixels of the file for each of the drawing. */
  static final int SCALE = 2;

  /** About the pixels of a band: more would leave the cache of a core. */
  private static final int BAND = 1 << 16;

  private final Drawing drawing;
  private final OutputStream out;

  private PngWriter(Drawing drawing, OutputStream out) {
    this.drawing = drawing;
    this.out = out;
  }

  /** Whether this machine has fonts, without which no text can be drawn. */
  public static boolean isPossible() {
    return Fonts.AVAILABLE;
  }

  /** Writes a drawing. */
  public static void write(Drawing drawing, OutputStream out) throws IOException {
    new PngWriter(drawing, out).write();
  }

  private void write() throws IOException {
    int width = SCALE * drawing.width();
    int height = SCALE * drawing.height();
    int lines = Math.clamp(BAND / width, 1, height);
    BufferedImage band = new BufferedImage(width, lines, BufferedImage.TYPE_INT_RGB);
    int[] pixels = ((DataBufferInt) band.getRaster().getDataBuffer()).getData();
    byte[] line = new byte[3 * width];
    try (PngFile file = PngFile.trueColour(out, width, height)) {
      for (int top = 0; top < height; top += lines) {
        paint(band, pixels, top);
        for (int y = 0; y < Math.min(lines, height - top); y++) {
          bytes(pixels, y * width, line);
          file.line(line);
        }
      }
      file.end();
    }
  }

  private static void bytes(int[] pixels, int from, byte[] line) {
    int at = 0;
    for (int i = from; at < line.length; i++) {
      int rgb = pixels[i];
      line[at++] = (byte) (rgb >> 16);
      line[at++] = (byte) (rgb >> 8);
      line[at++] = (byte) rgb;
    }
  }

  private void paint(BufferedImage band, int[] pixels, int top) {
    Graphics2D graphics = band.createGraphics();
    try {
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, band.getWidth(), band.getHeight());
      graphics.translate(0, -top);
      graphics.scale(SCALE, SCALE);
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      BandPainter painter =
          new BandPainter(graphics, pixels, band.getWidth(), top, band.getHeight());
      drawing.shapes().forEach(painter::paint);
    } finally {
      graphics.dispose();
    }
  }
}
