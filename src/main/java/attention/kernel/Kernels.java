package attention.kernel;

import attention.matrix.DoubleMatrix;
import attention.matrix.Dtype;
import attention.matrix.FloatMatrix;

/**
 * The kernels of every dtype, chosen once at startup.
 *
 * @param name the choice, as users see it
 * @param float32 the kernel for {@code float}
 * @param float64 the kernel for {@code double}
 */
public record Kernels(String name, Kernel<FloatMatrix> float32, Kernel<DoubleMatrix> float64) {

  /** How to enable vectors. */
  public static final String REMEDY =
      "Start Java with --add-modules jdk.incubator.vector on a processor with vectors of at least 128 bits";

  private static final String VECTORS = "jdk.incubator.vector";

  /** The choices of a configuration. */
  public enum Choice {
    /** Vectors where available. */
    AUTO,
    /** Plain Java. */
    SCALAR,
    /** Vectors, or a failure at startup. */
    SIMD
  }

  /**
   * The kernels of a choice.
   *
   * @throws IllegalStateException if vectors are required and not available
   */
  public static Kernels of(Choice choice) {
    boolean vectors = hasVectors();
    if (choice == Choice.SIMD && !vectors) {
      throw new IllegalStateException(
          "Expected a Java with vectors for attention.kernel=simd, found none. %s, or choose auto or scalar."
              .formatted(REMEDY));
    }
    return vectors && choice != Choice.SCALAR ? simd() : scalar();
  }

  /** The kernel for halves of IEEE 754: that for {@code float}, each result rounded. */
  public Kernel<FloatMatrix> float16() {
    return new RoundingKernel(float32, Dtype.FLOAT16, Dtype.FLOAT16::round);
  }

  /**
   * The kernel for the upper halves of {@code float}: that for {@code float}, each result rounded.
   */
  public Kernel<FloatMatrix> bfloat16() {
    return new RoundingKernel(
        float32, Dtype.BFLOAT16, areVectors() ? SimdBfloat16::round : Dtype.BFLOAT16::round);
  }

  /** Whether they use vectors. */
  public boolean areVectors() {
    return float32 instanceof SimdFloatKernel;
  }

  private static boolean hasVectors() {
    return ModuleLayer.boot().findModule(VECTORS).isPresent() && Lanes.areEnough();
  }

  /** The plain Java reference. */
  public static Kernels scalar() {
    return new Kernels("scalar", new ScalarFloatKernel(), new ScalarDoubleKernel());
  }

  /** The Vector API, on the widest vectors that the processor prefers. */
  static Kernels simd() {
    return new Kernels("simd", new SimdFloatKernel(), new SimdDoubleKernel());
  }
}
