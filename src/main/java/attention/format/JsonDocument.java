package attention.format;

import attention.mechanism.Preamble;
import attention.mechanism.Rows;
import java.io.OutputStream;
import tools.jackson.core.JsonGenerator;

/** One JSON object: the members above the rows, and {@code rows} as its last member. */
final class JsonDocument implements RowWriter {

  private final JsonText text = new JsonText(",");

  @Override
  public void head(Preamble preamble, OutputStream out) {
    try (JsonGenerator json = text.to(out)) {
      json.writeStartObject();
      text.preamble(json, preamble);
      json.writeName("rows");
      json.writeRaw(":[");
    }
  }

  @Override
  public void rows(Rows rows, int from, OutputStream out) {
    try (JsonGenerator json = text.to(out)) {
      if (from > 0) {
        json.writeRaw(',');
      }
      for (int row = 0; row < rows.count(); row++) {
        text.row(json, rows, row);
      }
    }
  }

  @Override
  public void tail(OutputStream out) {
    try (JsonGenerator json = text.to(out)) {
      json.writeRaw("]}");
    }
  }
}
