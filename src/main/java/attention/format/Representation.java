package attention.format;

/** The forms in which an answer can leave, each with its media type and its writer. */
public enum Representation {
  /** One JSON object with all rows. */
  JSON("application/json", new JsonDocument(), false),
  /** One JSON value a line: what stands above the rows, then each row. */
  NDJSON("application/x-ndjson", new JsonLines(), true),
  /** One NumPy array of records, a record for each row. */
  NPY("application/x-npy", new NumpyRecords(), false);

  private final String mediaType;
  private final RowWriter writer;
  private final boolean live;

  Representation(String mediaType, RowWriter writer, boolean live) {
    this.mediaType = mediaType;
    this.writer = writer;
    this.live = live;
  }

  /** The media type by which a client asks for it. */
  public String mediaType() {
    return mediaType;
  }

  /** What turns an answer into bytes of this form. */
  public RowWriter writer() {
    return writer;
  }

  /**
   * Whether clients read its rows while later ones are computed, so that each block should leave at
   * once.
   */
  public boolean isLive() {
    return live;
  }
}
