package attention.picture;

import attention.picture.Run.Level;
import attention.picture.Shape.Area;
import attention.picture.Shape.Pattern;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.TexturePaint;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/** Paints what is within a band of a picture. */
final class BandPainter {

  private static final int TILE = 6;
  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

  private final Graphics2D graphics;
  private final int[] pixels;
  private final int width;
  private final int top;
  private final int height;

  /**
   * @param pixels of the band
   * @param top the first line of the band
   */
  BandPainter(Graphics2D graphics, int[] pixels, int width, int top, int height) {
    this.graphics = graphics;
    this.pixels = pixels;
    this.width = width;
    this.top = top;
    this.height = height;
  }

  void paint(Shape shape) {
    switch (shape) {
      case Shape.Box box -> box(box);
      case Shape.Patterned patterned -> patterned(patterned);
      case Shape.Lines lines -> lines(lines);
      case Shape.Text text -> text(text);
      case Shape.Raster raster -> raster(raster);
      case Shape.Tiles tiles -> raster(tiles.colours());
    }
  }

  private boolean isOutside(double from, double to) {
    return to * PngWriter.SCALE < top || from * PngWriter.SCALE > top + height;
  }

  private boolean isOutside(Area area) {
    return isOutside(area.y(), area.y() + area.height());
  }

  /** Straight into the pixels, as its edges are between them. */
  private void box(Shape.Box box) {
    Area area = box.area();
    int left = area.x() * PngWriter.SCALE;
    int right = left + area.width() * PngWriter.SCALE;
    int first = Math.max(area.y() * PngWriter.SCALE - top, 0);
    int end = Math.min((area.y() + area.height()) * PngWriter.SCALE - top, height);
    for (int y = first; y < end; y++) {
      Arrays.fill(pixels, y * width + left, y * width + right, box.colour());
    }
  }

  private void patterned(Shape.Patterned patterned) {
    graphics.setPaint(
        new TexturePaint(tile(patterned.pattern()), new Rectangle2D.Double(0, 0, TILE, TILE)));
    patterned.forEach(area -> {
      if (!isOutside(area)) {
        graphics.fillRect(area.x(), area.y(), area.width(), area.height());
      }
    });
  }

  private static BufferedImage tile(Pattern pattern) {
    int side = TILE * PngWriter.SCALE;
    BufferedImage tile = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = tile.createGraphics();
    graphics.scale(PngWriter.SCALE, PngWriter.SCALE);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setStroke(new BasicStroke(pattern == Pattern.MASKED ? 0.9f : 0.6f));
    boolean masked = pattern == Pattern.MASKED;
    graphics.setColor(new Color(masked ? 0xf4f4f4 : Canvas.CROSSED));
    graphics.fillRect(0, 0, TILE, TILE);
    graphics.setColor(new Color(masked ? 0x878787 : Canvas.CROSS));
    for (int i = -TILE; i <= TILE; i += TILE) {
      graphics.draw(new Line2D.Double(i - 1, TILE + 1, i + TILE + 1, -1));
      if (!masked) {
        graphics.draw(new Line2D.Double(i - 1, -1, i + TILE + 1, TILE + 1));
      }
    }
    graphics.dispose();
    return tile;
  }

  private void lines(Shape.Lines lines) {
    graphics.setColor(new Color(lines.colour()));
    graphics.setStroke(
        new BasicStroke((float) lines.width(), BasicStroke.CAP_SQUARE, BasicStroke.JOIN_MITER));
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    double[] ends = lines.ends();
    for (int i = 0; i < ends.length; i += 4) {
      graphics.draw(new Line2D.Double(ends[i], ends[i + 1], ends[i + 2], ends[i + 3]));
    }
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
  }

  private void text(Shape.Text text) {
    double reach = text.angle() == 0 ? 2 * text.font().size() : drawn(text);
    if (isOutside(text.y() - reach, text.y() + reach)) {
      return;
    }
    AffineTransform before = graphics.getTransform();
    graphics.setColor(new Color(text.font().colour()));
    graphics.translate(text.x(), text.y());
    graphics.rotate(Math.toRadians(text.angle()));
    double x =
        switch (text.anchor()) {
          case START -> 0;
          case MIDDLE -> -drawn(text) / 2;
          case END -> -drawn(text);
        };
    for (Run run : text.runs()) {
      Font font = font(run, text.font());
      graphics.setFont(font);
      double y = Runs.shift(run.level(), text.font().size());
      graphics.drawString(run.text(), (float) x, (float) y);
      x += advance(font, run.text());
    }
    graphics.setTransform(before);
  }

  private static double drawn(Shape.Text text) {
    double width = 0;
    for (Run run : text.runs()) {
      width += advance(font(run, text.font()), run.text());
    }
    return width;
  }

  private static Font font(Run run, Shape.Font font) {
    double size = run.level() == Level.BASE ? font.size() : font.size() * Runs.SMALL;
    return Fonts.of(size, font.bold(), run.italic());
  }

  private static double advance(Font font, String text) {
    return font.getStringBounds(text, CONTEXT).getWidth();
  }

  /** Straight into the pixels: each shows the bin that it is in. */
  private void raster(Shape.Raster raster) {
    Area area = raster.area();
    if (isOutside(area)) {
      return;
    }
    int left = area.x() * PngWriter.SCALE;
    int first = area.y() * PngWriter.SCALE;
    int lines = area.height() * PngWriter.SCALE;
    byte[] line = new byte[area.width() * PngWriter.SCALE];
    for (int y = Math.max(first, top); y < Math.min(first + lines, top + height); y++) {
      raster.line(y - first, lines, line);
      int at = (y - top) * width + left;
      for (byte index : line) {
        pixels[at++] = raster.palette().at(index & 255);
      }
    }
  }
}
