package attention.format;

import attention.picture.Drawing;
import attention.picture.HeatMap;
import attention.picture.PngWriter;
import attention.picture.SvgWriter;
import attention.picture.View;
import attention.trace.Preamble;
import attention.trace.Rows;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gathers the rows in a heat map, and draws it when all are there. */
final class PictureWriter implements RowWriter {

  private final View view;
  private final Encoder encoder;
  private @Nullable HeatMap map;

  /** Writes a drawing. */
  @FunctionalInterface
  private interface Encoder {
    void write(Drawing drawing, OutputStream out) throws IOException;
  }

  private PictureWriter(View view, Encoder encoder) {
    this.view = view;
    this.encoder = encoder;
  }

  static PictureWriter svg(View view) {
    return new PictureWriter(view, SvgWriter::write);
  }

  static PictureWriter png(View view) {
    return new PictureWriter(view, PngWriter::write);
  }

  @Override
  public void head(Preamble preamble, Rows first, OutputBuffer out) {
    map = new HeatMap(view, preamble, first);
  }

  @Override
  public void rows(Rows rows, int from, OutputBuffer out) {
    Objects.requireNonNull(map).add(rows, from);
  }

  @Override
  public void tail(OutputBuffer out) {
    try {
      encoder.write(Objects.requireNonNull(map).drawing(), out.stream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean writesAtEnd() {
    return true;
  }

  @Override
  public int expansion() {
    return 0;
  }
}
