package attention.picture;

import attention.picture.Run.Level;
import attention.picture.Shape.Anchor;
import attention.picture.Shape.Area;
import attention.picture.Shape.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Writes a drawing as SVG 1.1. Text stays text, in a font of the reader's; nothing is looked up on
 * this machine.
 */
public final class SvgWriter {

  private static final int PIECE = 16 * 1024;

  private static final String FONTS =
      "Helvetica Neue, Helvetica, Arial, Liberation Sans, DejaVu Sans, sans-serif";

  /** An embedded raster has at least so many pixels a side: readers that smooth it blur less. */
  private static final int SHARP = 1024;

  /** The patterns: hatching for what is masked, crossing for what is not finite. */
  private static final String PATTERNS =
      """
      <defs>
      <pattern id="masked" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#f4f4f4"/><path d="M-1.5 1.5l3 -3M0 6l6 -6M4.5 7.5l3 -3" stroke="#a8a8a8" stroke-width="0.9"/></pattern>
      <pattern id="overflow" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#fdf0f4"/><path d="M0 0l6 6M0 6l6 -6" stroke="#b0174f" stroke-width="0.6"/></pattern>
      </defs>
      """;

  private final OutputStream out;
  private final StringBuilder text = new StringBuilder(PIECE + 1024);
  private boolean sharp;

  private SvgWriter(OutputStream out) {
    this.out = out;
  }

  /**
   * Writes a drawing.
   *
   * @throws UncheckedIOException if the stream fails
   */
  public static void write(Drawing drawing, OutputStream out) throws IOException {
    SvgWriter writer = new SvgWriter(out);
    writer.head(drawing);
    for (Shape shape : drawing.shapes()) {
      writer.shape(shape);
    }
    writer.sharp(false);
    writer.text.append("</svg>\n");
    writer.flush();
  }

  private void head(Drawing drawing) {
    text.append(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"")
        .append(" width=\"")
        .append(drawing.width())
        .append("\" height=\"")
        .append(drawing.height())
        .append("\" viewBox=\"0 0 ")
        .append(drawing.width())
        .append(' ')
        .append(drawing.height())
        .append("\" role=\"img\" aria-labelledby=\"title desc\" font-family=\"")
        .append(FONTS)
        .append("\">\n<title id=\"title\">");
    escape(drawing.title());
    text.append("</title>\n<desc id=\"desc\">");
    escape(drawing.description());
    text.append("</desc>\n")
        .append(PATTERNS)
        .append("<rect width=\"")
        .append(drawing.width())
        .append("\" height=\"")
        .append(drawing.height())
        .append("\" fill=\"#fff\"/>\n");
  }

  private void shape(Shape shape) throws IOException {
    sharp(shape instanceof Shape.Box);
    switch (shape) {
      case Shape.Box box -> box(box);
      case Shape.Patterned patterned -> patterned(patterned);
      case Shape.Lines lines -> lines(lines);
      case Shape.Text line -> text(line);
      case Shape.Raster raster -> raster(raster);
    }
    flushIfLong();
  }

  private void flushIfLong() {
    if (text.length() > PIECE) {
      flush();
    }
  }

  /** Boxes have sharp edges, so that no line of the background shows between them. */
  private void sharp(boolean wanted) {
    if (wanted != sharp) {
      text.append(wanted ? "<g shape-rendering=\"crispEdges\">\n" : "</g>\n");
      sharp = wanted;
    }
  }

  private void box(Shape.Box box) {
    text.append("<rect");
    area(box.area());
    text.append(" fill=\"");
    colour(box.colour());
    if (box.title() == null) {
      text.append("\"/>\n");
    } else {
      text.append("\"><title>");
      escape(box.title());
      text.append("</title></rect>\n");
    }
  }

  private void area(Area area) {
    text.append(" x=\"")
        .append(area.x())
        .append("\" y=\"")
        .append(area.y())
        .append("\" width=\"")
        .append(area.width())
        .append("\" height=\"")
        .append(area.height())
        .append('"');
  }

  private void patterned(Shape.Patterned patterned) {
    text.append("<path fill=\"url(#")
        .append(patterned.pattern())
        .append(")\" shape-rendering=\"crispEdges\" d=\"");
    patterned.forEach(area -> {
      text.append('M')
          .append(area.x())
          .append(' ')
          .append(area.y())
          .append('h')
          .append(area.width())
          .append('v')
          .append(area.height())
          .append('h')
          .append(-area.width())
          .append('z');
      flushIfLong();
    });
    text.append("\"/>\n");
  }

  private void lines(Shape.Lines lines) {
    text.append("<path fill=\"none\" stroke=\"");
    colour(lines.colour());
    text.append("\" stroke-width=\"");
    number(lines.width());
    text.append("\" stroke-linecap=\"square\" d=\"");
    for (int i = 0; i < lines.ends().length; i++) {
      text.append(i % 4 == 0 ? 'M' : i % 2 == 0 ? 'L' : ' ');
      number(lines.ends()[i]);
    }
    text.append("\"/>\n");
  }

  private void text(Shape.Text line) {
    Font font = line.font();
    boolean fromRight = Label.isRightToLeft(Runs.text(line.runs()));
    text.append("<text x=\"");
    number(line.x());
    text.append("\" y=\"");
    number(line.y());
    text.append("\" font-size=\"");
    number(font.size());
    text.append("\" fill=\"");
    colour(font.colour());
    text.append(font.bold() ? "\" font-weight=\"600" : "");
    Anchor anchor = fromRight ? opposite(line.anchor()) : line.anchor();
    text.append(anchor == Anchor.START ? "" : "\" text-anchor=\"" + anchor);
    text.append(fromRight ? "\" direction=\"rtl" : "");
    if (line.angle() != 0) {
      text.append("\" transform=\"rotate(").append(line.angle()).append(' ');
      number(line.x());
      text.append(' ');
      number(line.y());
      text.append(')');
    }
    // Some readers drop spaces where a style begins or ends.
    text.append(line.runs().size() > 1 ? "\" xml:space=\"preserve" : "");
    text.append("\" pointer-events=\"")
        .append(line.title() == null ? "none" : "auto")
        .append("\">");
    if (line.title() != null) {
      text.append("<title>");
      escape(line.title());
      text.append("</title>");
    }
    runs(line, font.size());
    text.append("</text>\n");
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
        escape(run.text());
        continue;
      }
      text.append("<tspan");
      if (shift != lowered) {
        text.append(" dy=\"");
        number(shift - lowered);
        text.append('"');
      }
      if (small) {
        text.append(" font-size=\"");
        number(size * Runs.SMALL);
        text.append('"');
      }
      text.append(run.italic() ? " font-style=\"italic\">" : ">");
      escape(run.text());
      text.append("</tspan>");
      lowered = shift;
    }
  }

  private void raster(Shape.Raster raster) throws IOException {
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
    }
    text.append("<image");
    area(raster.area());
    text.append(
        " preserveAspectRatio=\"none\" image-rendering=\"pixelated\" xlink:href=\"data:image/png;base64,");
    flush();
    out.write(Base64.getEncoder().encode(file.toByteArray()));
    text.append("\"/>\n");
  }

  /** Several pixels a bin. */
  private static int pixels(int bins, int side) {
    int wanted = Math.max(2 * side, Math.min(SHARP, 8 * bins));
    return bins * Math.max(1, Math.ceilDiv(wanted, bins));
  }

  /** With two decimals at most. */
  private void number(double value) {
    long hundredths = Math.round(value * 100);
    if (hundredths < 0) {
      text.append('-');
    }
    long size = Math.abs(hundredths);
    text.append(size / 100);
    if (size % 100 != 0) {
      text.append('.').append(size / 10 % 10);
      if (size % 10 != 0) {
        text.append(size % 10);
      }
    }
  }

  private void colour(int rgb) {
    text.append('#').append(Integer.toHexString(0x1000000 | rgb), 1, 7);
  }

  private void escape(@Nullable String content) {
    String all = content == null ? "" : content;
    for (int i = 0; i < all.length(); i++) {
      char next = all.charAt(i);
      switch (next) {
        case '<' -> text.append("&lt;");
        case '>' -> text.append("&gt;");
        case '&' -> text.append("&amp;");
        case '"' -> text.append("&quot;");
        default -> text.append(next);
      }
    }
  }

  private void flush() {
    try {
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    text.setLength(0);
  }
}
