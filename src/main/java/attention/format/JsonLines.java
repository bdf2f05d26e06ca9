package attention.format;

import attention.decimal.NumberText;
import attention.trace.Preamble;
import attention.trace.Rows;

/** Newline-delimited JSON: an object with the members above the rows, then one object per row. */
final class JsonLines implements RowWriter {

  private final NumberText numbers;

  JsonLines(NumberText numbers) {
    this.numbers = numbers;
  }

  @Override
  public void head(Preamble preamble, Rows first, OutputBuffer out) {
    JsonText text = new JsonText(numbers, out);
    text.preamble(preamble);
    text.ascii("}\n");
  }

  @Override
  public void rows(Rows rows, int from, OutputBuffer out) {
    JsonRow object = new JsonRow(numbers, out);
    for (int row = 0; row < rows.count(); row++) {
      object.write(rows, row);
      out.put('\n');
    }
  }

  @Override
  public boolean isLive() {
    return true;
  }

  @Override
  public void tail(OutputBuffer out) {}
}
