package attention.format;

import attention.decimal.NumberText;
import attention.trace.Preamble;
import attention.trace.Rows;

/** One JSON object: the members above the rows, and {@code rows} as its last member. */
final class JsonDocument implements RowWriter {

  private static final byte[] END = {']', '}'};

  private final NumberText numbers;

  JsonDocument(NumberText numbers) {
    this.numbers = numbers;
  }

  @Override
  public void head(Preamble preamble, Rows first, OutputBuffer out) {
    JsonText text = new JsonText(numbers, out);
    text.preamble(preamble);
    text.ascii(",\"rows\":[");
  }

  @Override
  public void rows(Rows rows, int from, OutputBuffer out) {
    JsonRow object = new JsonRow(numbers, out);
    for (int row = 0; row < rows.count(); row++) {
      if (from + row > 0) {
        out.put(',');
      }
      object.write(rows, row);
    }
  }

  @Override
  public void tail(OutputBuffer out) {
    out.put(END);
  }
}
