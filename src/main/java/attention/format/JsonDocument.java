package attention.format;

import attention.mechanism.Preamble;
import attention.mechanism.Rows;

/** One JSON object: the members above the rows, and {@code rows} as its last member. */
final class JsonDocument implements RowWriter {

  @Override
  public void head(Preamble preamble, Rows first, OutputBuffer out) {
    JsonText.preamble(preamble, out);
    JsonText.ascii(",\"rows\":[", out);
  }

  @Override
  public void rows(Rows rows, int from, OutputBuffer out) {
    for (int row = 0; row < rows.count(); row++) {
      if (from + row > 0) {
        out.put(',');
      }
      JsonRow.write(rows, row, out);
    }
  }

  @Override
  public void tail(OutputBuffer out) {
    JsonText.ascii("]}", out);
  }
}
