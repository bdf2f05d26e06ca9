package attention.picture;

/**
 * One heat map of a picture.
 *
 * @param title what is above it; empty if it is the only one
 */
record Panel(String title, Cells cells, Range range) {}
