package attention.stage;

import attention.matrix.Matrix;
import java.util.ArrayList;
import java.util.List;

/**
 * How projected queries, keys and values are cut into heads: head h has the columns h·d_k …
 * (h+1)·d_k − 1 of Q and reads the key/value head ⌊h / (heads / keyValueHeads)⌋ (Ainslie et al.
 * 2023, arXiv:2305.13245, section 2.2).
 *
 * @param heads of the queries
 * @param keyValueHeads of keys and values; divides heads
 */
public record HeadLayout(int heads, int keyValueHeads) {

  /** One head that has everything. */
  public static final HeadLayout SINGLE = new HeadLayout(1, 1);

  /** The columns of a matrix that belong to one query head. */
  public <M extends Matrix<M>> M query(M queries, int head) {
    return slice(queries, head, heads);
  }

  /**
   * The width of the contexts of all query heads side by side.
   *
   * @param valueColumns that of the values of all key/value heads
   */
  public int contextColumns(int valueColumns) {
    return valueColumns / keyValueHeads * heads;
  }

  /** The key/value head that one query head reads. */
  public int keyValueHead(int head) {
    return head / (heads / keyValueHeads);
  }

  /** The columns of keys or values, one key/value head after the other. */
  public <M extends Matrix<M>> List<M> keyValues(M matrix) {
    List<M> parts = new ArrayList<>(keyValueHeads);
    for (int part = 0; part < keyValueHeads; part++) {
      parts.add(slice(matrix, part, keyValueHeads));
    }
    return parts;
  }

  private static <M extends Matrix<M>> M slice(M matrix, int part, int parts) {
    int width = matrix.columns() / parts;
    return matrix.columns(part * width, (part + 1) * width);
  }
}
