package attention.picture;

/**
 * How large the panels of a picture are, in pixels, and how they are arranged.
 *
 * @param across how many panels are side by side
 * @param width of a panel
 * @param height of a panel
 * @param drawnSingly whether each cell is a rectangle of its own
 */
record Sizes(int across, int width, int height, boolean drawnSingly) {

  /** More cells than this are drawn as a raster. */
  static final int MOST_SINGLE = 64 * 64;

  /** What a picture of one panel may measure, and one of several. */
  private static final int ONE = 600;

  private static final int ALL = 900;

  private static final int LARGEST_CELL = 48;

  /** A cell is at most so many times as long as it is wide, or the reverse. */
  private static final int LONGEST_CELL = 3;

  private static final int SHORTEST_SIDE = 20;

  /** The proportion of a page in landscape that panels are arranged to. */
  private static final double PROPORTION = 1.3;

  /** The sizes of so many equal panels. */
  static Sizes of(int panels, Grid rows, Grid columns) {
    boolean single = (long) panels * rows.bins() * columns.bins() <= MOST_SINGLE;
    Sizes alone = fit(1, ONE, rows, columns, single);
    if (panels == 1) {
      return alone;
    }
    int across = across(panels, (double) alone.width / alone.height);
    int down = Math.ceilDiv(panels, across);
    int most = Math.min(ONE, ALL / Math.max(across, down));
    return fit(across, most, rows, columns, single);
  }

  private static int across(int panels, double proportion) {
    int best = 1;
    double least = Double.POSITIVE_INFINITY;
    for (int across = 1; across <= panels; across++) {
      int down = Math.ceilDiv(panels, across);
      double actual = proportion * across / down;
      int empty = across * down - panels;
      double misfit = Math.abs(StrictMath.log(actual / PROPORTION)) + 0.1 * empty;
      if (misfit < least) {
        least = misfit;
        best = across;
      }
    }
    return best;
  }

  private static Sizes fit(int across, int most, Grid rows, Grid columns, boolean single) {
    double wide = cell(columns, most, single);
    double high = cell(rows, most, single);
    double cellWidth = Math.min(wide, Math.max(high * LONGEST_CELL, shortest(columns)));
    double cellHeight = Math.min(high, Math.max(wide * LONGEST_CELL, shortest(rows)));
    return new Sizes(across, side(columns, cellWidth), side(rows, cellHeight), single);
  }

  private static double shortest(Grid grid) {
    return (double) SHORTEST_SIDE / grid.bins();
  }

  /** The side of a bin: whole pixels if each bin is drawn, else whole pixels of a PNG. */
  private static double cell(Grid grid, int most, boolean single) {
    double side = Math.min(LARGEST_CELL, (double) most / grid.bins());
    if (side < 1) {
      return side;
    }
    return single ? Math.floor(side) : Math.floor(side * PngWriter.SCALE) / PngWriter.SCALE;
  }

  private static int side(Grid grid, double bin) {
    return (int) Math.max(1, Math.round(bin * grid.cells() / grid.perBin()));
  }
}
