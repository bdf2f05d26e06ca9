package attention.format;

import attention.decimal.NumberText;
import java.util.function.Function;

/** The forms in which an answer can leave, each with its media type and its writer. */
public enum Representation {
  /** One JSON object with all rows. */
  JSON("application/json", JsonDocument::new),
  /** One JSON value a line: what stands above the rows, then each row. */
  NDJSON("application/x-ndjson", JsonLines::new),
  /** One NumPy array of records, a record for each row. */
  NPY("application/x-npy", numbers -> new NumpyRecords());

  private final String mediaType;
  private final Function<NumberText, RowWriter> writer;

  Representation(String mediaType, Function<NumberText, RowWriter> writer) {
    this.mediaType = mediaType;
    this.writer = writer;
  }

  /** The media type by which a client asks for it. */
  public String mediaType() {
    return mediaType;
  }

  /**
   * What turns an answer into bytes of this form.
   *
   * @param numbers how its numbers become text, if they do
   */
  public RowWriter writer(NumberText numbers) {
    return writer.apply(numbers);
  }
}
