package attention.mechanism;

/**
 * How wide the vectors of an answer are, all heads together.
 *
 * @param queries a query as it is compared
 * @param keys a key, of all key/value heads
 * @param values a value, of all key/value heads
 * @param given a query before it is projected; 0 if it is not
 * @param scored what a score function makes of a query before it meets a key; 0 if nothing
 * @param outputs a projected context; 0 if none is
 */
public record Widths(int queries, int keys, int values, int given, int scored, int outputs) {

  /** Vectors that are compared and mixed as they are given. */
  public static Widths given(int queries, int keys, int values) {
    return new Widths(queries, keys, values, 0, 0, 0);
  }

  /** The same with a score function that maps queries. */
  public Widths scored(int columns) {
    return new Widths(queries, keys, values, given, columns, outputs);
  }
}
