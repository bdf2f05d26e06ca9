package attention.picture;

/**
 * One side of a matrix, as it is drawn: every cell, or bins of several.
 *
 * @param cells how many cells there are
 * @param perBin how many cells a bin has; the last bin may have fewer
 */
record Grid(int cells, int perBin) {

  /** So many cells in at most so many bins of equal size. */
  static Grid of(int cells, int mostBins) {
    return new Grid(cells, Math.ceilDiv(cells, mostBins));
  }

  int bins() {
    return Math.ceilDiv(cells, perBin);
  }

  boolean isBinned() {
    return perBin > 1;
  }

  /** The first cell of a bin; that of the bin after the last one is the end. */
  int start(int bin) {
    return (int) Math.min(cells, (long) bin * perBin);
  }

  /** The bin that a pixel shows, of so many pixels over all cells. */
  int binAt(int pixel, int pixels) {
    return (int) ((2L * pixel + 1) * cells / (2L * pixels)) / perBin;
  }
}
