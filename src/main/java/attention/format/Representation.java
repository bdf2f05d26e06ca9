package attention.format;

import attention.decimal.NumberText;
import attention.matrix.Dtype;
import attention.picture.View;

/** The representations of a response, each with its media type and its writer. */
public enum Representation {
  /** One JSON object with all rows. */
  JSON("json", "application/json", (numbers, view) -> new JsonDocument(numbers)),
  /** One JSON object per line: the members above the rows, then each row. */
  NDJSON("ndjson", "application/x-ndjson", (numbers, view) -> new JsonLines(numbers)),
  /** One NumPy array of records, a record for each row. */
  NPY("npy", Representation.NUMPY, (numbers, view) -> new NumpyRecords()) {
    @Override
    public boolean carries(Dtype dtype) {
      return NumpyRecords.carries(dtype);
    }
  },
  /** A heat map of one stage, as vectors. */
  SVG("svg", "image/svg+xml", (numbers, view) -> PictureWriter.svg(view)),
  /** The same in pixels. */
  PNG("png", "image/png", (numbers, view) -> PictureWriter.png(view));

  /** The media type of a NumPy file, in requests too. */
  public static final String NUMPY = "application/x-npy";

  private final String word;
  private final String mediaType;
  private final Writing writing;

  /** Makes the writer of one response. */
  @FunctionalInterface
  private interface Writing {
    RowWriter writer(NumberText numbers, View view);
  }

  Representation(String word, String mediaType, Writing writing) {
    this.word = word;
    this.mediaType = mediaType;
    this.writing = writing;
  }

  /** The media type that clients accept it by. */
  public String mediaType() {
    return mediaType;
  }

  /** Whether it can hold the numbers of a dtype; NumPy has no {@code bfloat16}. */
  public boolean carries(Dtype dtype) {
    return true;
  }

  /** Whether it shows one stage only. */
  public boolean isPicture() {
    return this == SVG || this == PNG;
  }

  /** The writer of one response that is not a picture, or is the default one. */
  public RowWriter writer(NumberText numbers) {
    return writer(numbers, View.DEFAULT);
  }

  /**
   * The writer of one response.
   *
   * @param numbers formats numbers, if they become text
   * @param view what it shows, if it is a picture
   */
  public RowWriter writer(NumberText numbers, View view) {
    return writing.writer(numbers, view);
  }

  /** Its name in the metrics. */
  @Override
  public String toString() {
    return word;
  }
}
