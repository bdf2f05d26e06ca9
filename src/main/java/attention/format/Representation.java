package attention.format;

import attention.decimal.NumberText;
import attention.matrix.Dtype;
import java.util.function.Function;

/** The representations of a response, each with its media type and its writer. */
public enum Representation {
  /** One JSON object with all rows. */
  JSON("json", "application/json", JsonDocument::new),
  /** One JSON object per line: the members above the rows, then each row. */
  NDJSON("ndjson", "application/x-ndjson", JsonLines::new),
  /** One NumPy array of records, a record for each row. */
  NPY("npy", "application/x-npy", numbers -> new NumpyRecords()) {
    @Override
    public boolean carries(Dtype dtype) {
      return NumpyRecords.carries(dtype);
    }
  };

  private final String word;
  private final String mediaType;
  private final Function<NumberText, RowWriter> writer;

  Representation(String word, String mediaType, Function<NumberText, RowWriter> writer) {
    this.word = word;
    this.mediaType = mediaType;
    this.writer = writer;
  }

  /** The media type that clients accept it by. */
  public String mediaType() {
    return mediaType;
  }

  /** Whether it can hold the numbers of a dtype; NumPy has no {@code bfloat16}. */
  public boolean carries(Dtype dtype) {
    return true;
  }

  /**
   * The writer of this representation.
   *
   * @param numbers formats numbers, if they become text
   */
  public RowWriter writer(NumberText numbers) {
    return writer.apply(numbers);
  }

  /** Its name in the metrics. */
  @Override
  public String toString() {
    return word;
  }
}
