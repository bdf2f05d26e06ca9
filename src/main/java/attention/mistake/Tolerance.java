package attention.mistake;

/** How far two numbers may differ and still agree: |x − y| ≤ absolute + relative · |y|. */
public record Tolerance(double absolute, double relative) {

  /** Whether the number of a client agrees with ours; what is not finite with its like only. */
  public boolean agree(double x, double y) {
    boolean finite = Double.isFinite(y);
    return Double.isFinite(x) == finite && (!finite || Math.abs(x - y) <= allowed(y));
  }

  private double allowed(double y) {
    return absolute + relative * Math.abs(y);
  }

  /**
   * By how much two numbers differ beyond the tolerance, at most 0 if they agree; ∞ if one of them
   * alone is finite.
   */
  public double excess(double x, double y) {
    boolean finite = Double.isFinite(y);
    if (Double.isFinite(x) != finite) {
      return Double.POSITIVE_INFINITY;
    }
    return finite ? Math.abs(x - y) - allowed(y) : 0;
  }
}
