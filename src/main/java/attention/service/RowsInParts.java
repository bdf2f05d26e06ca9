package attention.service;

import attention.problem.Pointer;

/** What to do about a matrix that has more rows than a request may have. */
final class RowsInParts {

  private RowsInParts() {}

  /**
   * The advice for a client.
   *
   * @param matrix where it is in the request
   */
  static String cure(Pointer matrix) {
    return switch (matrix.toString()) {
      case "#/queries" -> "Send the queries in parts: no query depends on another.";
      case "#/scores" -> "Send the rows in parts: no row depends on another.";
      case "#/decoder/inputs" ->
          "Send them in parts: decoder.initialState (and decoder.initialCell of an LSTM) continue from the last step before.";
      case "#/keys", "#/embeddings" ->
          "With softmax, send the keys in parts and merge the contexts by logSumExp; else raise attention.limits.keys.";
      default -> "The keys of a query cannot be sent in parts: raise attention.limits.keys.";
    };
  }
}
