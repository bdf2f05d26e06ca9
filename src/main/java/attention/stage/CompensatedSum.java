package attention.stage;

/**
 * A sum that remembers what each addition rounds away (Neumaier 1974, "Rundungsfehleranalyse
 * einiger Verfahren zur Summation endlicher Summen", ZAMM 54, algorithm IV). Error: at most 2⁻⁵³ of
 * the sum, and n²·2⁻¹⁰⁶ of Σ|terms|.
 */
final class CompensatedSum {

  private double sum;
  private double lost;

  void add(double term) {
    double next = sum + term;
    lost += Math.abs(sum) >= Math.abs(term) ? (sum - next) + term : (term - next) + sum;
    sum = next;
  }

  double value() {
    return sum + lost;
  }
}
