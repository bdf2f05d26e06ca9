package attention.definition;

/** Which columns belong to which head, of n × e numbers for several heads of width d. */
public enum Columns {
  /** Head h has the columns h·d … (h + 1)·d − 1. */
  BLOCKS,
  /** The n × e numbers are read row by row as heads × n × d. */
  VIEW,
  /** Head h has the columns h, h + heads, …. */
  INTERLEAVED;

  /**
   * Rows, cut into heads.
   *
   * @param rows how many there are
   * @param width of a row, all heads together
   */
  record Cut(Columns columns, Matrix whole, int rows, int width, int heads) {

    /** A matrix, row by row. */
    interface Matrix {
      double[] row(int row);
    }

    /** A row whose heads are side by side. */
    double[] row(int row) {
      if (columns == Columns.BLOCKS) {
        return whole.row(row);
      }
      double[] cut = new double[width];
      for (int head = 0; head < heads; head++) {
        copy(row, head, cut, head * (width / heads));
      }
      return cut;
    }

    /** One head of a row. */
    double[] head(int row, int head) {
      if (columns == Columns.BLOCKS) {
        return Rows.slice(whole.row(row), head, heads);
      }
      double[] cut = new double[width / heads];
      copy(row, head, cut, 0);
      return cut;
    }

    private void copy(int row, int head, double[] into, int at) {
      int d = width / heads;
      if (columns == Columns.VIEW) {
        int flat = head * rows * d + row * d;
        System.arraycopy(whole.row(flat / width), flat % width, into, at, d);
      } else {
        double[] source = whole.row(row);
        for (int c = 0; c < d; c++) {
          into[at + c] = source[c * heads + head];
        }
      }
    }
  }
}
