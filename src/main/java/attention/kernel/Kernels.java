package attention.kernel;

import attention.matrix.DoubleMatrix;
import attention.matrix.FloatMatrix;

/**
 * The arithmetic of both dtypes, chosen once at start.
 *
 * @param name what was chosen, as users see it
 * @param float32 the kernel for {@code float}
 * @param float64 the kernel for {@code double}
 */
public record Kernels(String name, Kernel<FloatMatrix> float32, Kernel<DoubleMatrix> float64) {

  /** The plain Java reference. */
  public static Kernels scalar() {
    return new Kernels("scalar", new ScalarFloatKernel(), new ScalarDoubleKernel());
  }
}
