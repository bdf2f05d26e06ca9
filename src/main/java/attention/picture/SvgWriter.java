package attention.picture;

import attention.picture.Run.Level;
import attention.picture.Shape.Anchor;
import attention.picture.Shape.Area;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Writes a drawing as SVG 1.1. Text stays text, in a font of the reader's; nothing is looked up on
 * this machine.
 */
public final class SvgWriter {

  private static final String FONTS =
      "Helvetica Neue, Helvetica, Arial, Liberation Sans, DejaVu Sans, sans-serif";

  /** An embedded raster has at least so many pixels a side: readers that smooth it blur less. */
  private static final int SHARP = 1024;

  /** The patterns: hatching for what is masked, crossing for what is not finite. */
  private static final String PATTERNS =
      """
      <defs>
      <pattern id="masked" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#f4f4f4"/><path d="M-1.5 1.5l3 -3M0 6l6 -6M4.5 7.5l3 -3" stroke="#878787" stroke-width="0.9"/></pattern>
      <pattern id="overflow" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#fdf0f4"/><path d="M0 0l6 6M0 6l6 -6" stroke="#b0174f" stroke-width="0.6"/></pattern>
      </defs>
      """;

  private final SvgText text;
  private boolean sharp;

  private SvgWriter(SvgText text) {
    this.text = text;
  }

  /** Writes a drawing. */
  public static void write(Drawing drawing, OutputStream out) throws IOException {
    try {
      new SvgWriter(new SvgText(out)).write(drawing);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void write(Drawing drawing) {
    head(drawing);
    drawing.shapes().forEach(this::shape);
    sharp(false);
    text.markup("</svg>\n").send();
  }

  private void head(Drawing drawing) {
    text.markup(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"")
        .markup(" width=\"")
        .integer(drawing.width())
        .markup("\" height=\"")
        .integer(drawing.height())
        .markup("\" viewBox=\"0 0 ")
        .integer(drawing.width())
        .markup(" ")
        .integer(drawing.height())
        .markup("\" role=\"img\" aria-labelledby=\"title desc\" font-family=\"" + FONTS + "\">\n")
        .markup("<title id=\"title\">")
        .content(drawing.title())
        .markup("</title>\n<desc id=\"desc\">")
        .content(drawing.description())
        .markup("</desc>\n" + PATTERNS + "<rect width=\"")
        .integer(drawing.width())
        .markup("\" height=\"")
        .integer(drawing.height())
        .markup("\" fill=\"#fff\"/>\n");
  }

  private void shape(Shape shape) {
    sharp(shape instanceof Shape.Box || shape instanceof Shape.Tiles);
    switch (shape) {
      case Shape.Box box -> box(box);
      case Shape.Tiles tiles -> new SvgTiles(tiles).write(text);
      case Shape.Patterned patterned -> patterned(patterned);
      case Shape.Lines lines -> lines(lines);
      case Shape.Text line -> line(line);
      case Shape.Raster raster -> raster(raster);
    }
  }

  /** Boxes have sharp edges, so that no line of the background shows between them. */
  private void sharp(boolean wanted) {
    if (wanted != sharp) {
      text.markup(wanted ? "<g shape-rendering=\"crispEdges\">\n" : "</g>\n");
      sharp = wanted;
    }
  }

  private void box(Shape.Box box) {
    text.markup("<rect");
    area(box.area());
    text.markup(" fill=\"").colour(box.colour());
    if (box.title() == null) {
      text.markup("\"/>\n");
    } else {
      text.markup("\"><title>").content(box.title()).markup("</title></rect>\n");
    }
  }

  private void area(Area area) {
    text.markup(" x=\"")
        .integer(area.x())
        .markup("\" y=\"")
        .integer(area.y())
        .markup("\" width=\"")
        .integer(area.width())
        .markup("\" height=\"")
        .integer(area.height())
        .markup("\"");
  }

  private void patterned(Shape.Patterned patterned) {
    text.markup("<path fill=\"url(#" + patterned.pattern() + ")\"")
        .markup(" shape-rendering=\"crispEdges\" d=\"");
    patterned.forEach(area ->
        text.markup("M")
            .integer(area.x())
            .markup(" ")
            .integer(area.y())
            .markup("h")
            .integer(area.width())
            .markup("v")
            .integer(area.height())
            .markup("h")
            .integer(-area.width())
            .markup("z"));
    text.markup("\"/>\n");
  }

  private void lines(Shape.Lines lines) {
    text.markup("<path fill=\"none\" stroke=\"")
        .colour(lines.colour())
        .markup("\" stroke-width=\"")
        .number(lines.width())
        .markup("\" stroke-linecap=\"square\" d=\"");
    for (int i = 0; i < lines.ends().length; i++) {
      text.markup(i % 4 == 0 ? "M" : i % 2 == 0 ? "L" : " ").number(lines.ends()[i]);
    }
    text.markup("\"/>\n");
  }

  private void line(Shape.Text line) {
    text.markup("<text x=\"").number(line.x()).markup("\" y=\"").number(line.y());
    text.markup("\" font-size=\"").number(line.font().size());
    text.markup("\" fill=\"").colour(line.font().colour());
    text.markup(line.font().bold() ? "\" font-weight=\"600" : "");
    direction(line);
    if (line.angle() != 0) {
      text.markup("\" transform=\"rotate(" + line.angle() + " ");
      text.number(line.x()).markup(" ").number(line.y()).markup(")");
    }
    // Some readers drop spaces where a style begins or ends.
    text.markup(line.runs().size() > 1 ? "\" xml:space=\"preserve" : "");
    text.markup("\" pointer-events=\"" + (line.title() == null ? "none" : "auto") + "\">");
    if (line.title() != null) {
      text.markup("<title>").content(line.title()).markup("</title>");
    }
    runs(line, line.font().size());
    text.markup("</text>\n");
  }

  /** Text from the right begins at its other end. */
  private void direction(Shape.Text line) {
    boolean fromRight = Label.isRightToLeft(Runs.text(line.runs()));
    Anchor anchor = fromRight ? opposite(line.anchor()) : line.anchor();
    text.markup(anchor == Anchor.START ? "" : "\" text-anchor=\"" + anchor);
    text.markup(fromRight ? "\" direction=\"rtl" : "");
  }

  private static Anchor opposite(Anchor anchor) {
    return switch (anchor) {
      case START -> Anchor.END;
      case MIDDLE -> Anchor.MIDDLE;
      case END -> Anchor.START;
    };
  }

  private void runs(Shape.Text line, double size) {
    double lowered = 0;
    for (Run run : line.runs()) {
      double shift = Runs.shift(run.level(), size);
      boolean small = run.level() != Level.BASE;
      if (!small && !run.italic() && shift == lowered) {
        text.content(run.text());
        continue;
      }
      text.markup("<tspan");
      if (shift != lowered) {
        text.markup(" dy=\"").number(shift - lowered).markup("\"");
      }
      if (small) {
        text.markup(" font-size=\"").number(size * Runs.SMALL).markup("\"");
      }
      text.markup(run.italic() ? " font-style=\"italic\">" : ">");
      text.content(run.text()).markup("</tspan>");
      lowered = shift;
    }
  }

  private void raster(Shape.Raster raster) {
    text.markup("<image");
    area(raster.area());
    text.markup(" preserveAspectRatio=\"none\" image-rendering=\"pixelated\"")
        .markup(" xlink:href=\"data:image/png;base64,")
        .base64(file(raster))
        .markup("\"/>\n");
  }

  /** A raster as a PNG file. */
  private static byte[] file(Shape.Raster raster) {
    int width = pixels(raster.columns().bins(), raster.area().width());
    int height = pixels(raster.rows().bins(), raster.area().height());
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (PngFile png = PngFile.indexed(file, width, height, raster.palette())) {
      byte[] line = new byte[width];
      for (int y = 0; y < height; y++) {
        raster.line(y, height, line);
        png.line(line);
      }
      png.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toByteArray();
  }

  /** Several pixels a bin. */
  private static int pixels(int bins, int side) {
    int wanted = Math.max(2 * side, Math.min(SHARP, 8 * bins));
    return bins * Math.max(1, Math.ceilDiv(wanted, bins));
  }
}
