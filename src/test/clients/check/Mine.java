/**
 * An implementation that the samples of docs/check.md check; with MISTAKE in the environment it
 * forgets the scale.
 */
final class Mine {

  private Mine() {}

  static double[][] weights(double[][] x) {
    double scale = System.getenv("MISTAKE") != null ? 1 : 1 / Math.sqrt(x[0].length);
    double[][] weights = new double[x.length][x.length];
    for (int i = 0; i < x.length; i++) {
      double sum = 0;
      for (int j = 0; j < x.length; j++) {
        double score = 0;
        for (int m = 0; m < x[i].length; m++) {
          score += x[i][m] * x[j][m];
        }
        weights[i][j] = Math.exp(scale * score);
        sum += weights[i][j];
      }
      for (int j = 0; j < x.length; j++) {
        weights[i][j] /= sum;
      }
    }
    return weights;
  }
}
