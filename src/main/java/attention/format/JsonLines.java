package attention.format;

import attention.mechanism.Preamble;
import attention.mechanism.Rows;

/** Newline-delimited JSON: an object with the members above the rows, then one object a row. */
final class JsonLines implements RowWriter {

  @Override
  public void head(Preamble preamble, Rows first, OutputBuffer out) {
    JsonText.preamble(preamble, out);
    JsonText.ascii("}\n", out);
  }

  @Override
  public void rows(Rows rows, int from, OutputBuffer out) {
    for (int row = 0; row < rows.count(); row++) {
      JsonRow.write(rows, row, out);
      out.put('\n');
    }
  }

  @Override
  public void tail(OutputBuffer out) {}
}
