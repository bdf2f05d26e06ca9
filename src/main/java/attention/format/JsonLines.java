package attention.format;

import attention.mechanism.Preamble;
import attention.mechanism.Rows;
import java.io.OutputStream;
import tools.jackson.core.JsonGenerator;

/** Newline-delimited JSON: an object with the members above the rows, then one object a row. */
final class JsonLines implements RowWriter {

  private final JsonText text = new JsonText("");

  @Override
  public void head(Preamble preamble, OutputStream out) {
    try (JsonGenerator json = text.to(out)) {
      json.writeStartObject();
      text.preamble(json, preamble);
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  @Override
  public void rows(Rows rows, int from, OutputStream out) {
    try (JsonGenerator json = text.to(out)) {
      for (int row = 0; row < rows.count(); row++) {
        text.row(json, rows, row);
        json.writeRaw('\n');
      }
    }
  }

  @Override
  public void tail(OutputStream out) {}
}
