package attention.check;

import attention.matrix.Dtype;
import attention.request.PostedStage;
import attention.request.ToleranceRequest;
import org.jspecify.annotations.Nullable;

/** How far two numbers may differ and still agree: |x − y| ≤ absolute + relative · |y|. */
record Tolerance(double absolute, double relative) {

  private static final double EXACT = 1e-9;
  private static final int FEW = 3;
  private static final int MOST = 4;

  /** The tolerance of a stage. */
  static Tolerance of(Dtype dtype, @Nullable ToleranceRequest request, PostedStage stage) {
    Tolerance usual =
        switch (dtype) {
          case FLOAT16 -> new Tolerance(4e-3, 1e-2);
          case BFLOAT16 -> new Tolerance(3e-2, 5e-2);
          case FLOAT32, FLOAT64 -> new Tolerance(1e-5, 1e-4);
        };
    Double absolute = request == null ? null : request.absolute();
    Double relative = request == null ? null : request.relative();
    return new Tolerance(
        absolute == null ? Math.max(usual.absolute, ofDecimals(stage)) : absolute,
        relative == null ? usual.relative : relative);
  }

  /** 10⁻ᵏ where the numbers were printed with k = 3 or 4 decimals. */
  private static double ofDecimals(PostedStage stage) {
    if (!stage.printed()) {
      return 0;
    }
    for (int k = 0; k <= MOST; k++) {
      if (areMultiples(stage.numbers(), Math.pow(10, k))) {
        return k >= FEW ? Math.pow(10, -k) : 0;
      }
    }
    return 0;
  }

  private static boolean areMultiples(double[] numbers, double factor) {
    for (double x : numbers) {
      double scaled = x * factor;
      if (Math.abs(scaled - Math.rint(scaled)) > EXACT * Math.max(1, Math.abs(scaled))) {
        return false;
      }
    }
    return true;
  }

  /** Whether the number of a client agrees with ours; what is not finite with its like only. */
  boolean agree(double x, double y) {
    boolean finite = Double.isFinite(y);
    return Double.isFinite(x) == finite
        && (!finite || Math.abs(x - y) <= absolute + relative * Math.abs(y));
  }
}
