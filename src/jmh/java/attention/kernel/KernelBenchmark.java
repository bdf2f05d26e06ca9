package attention.kernel;

import attention.matrix.FloatMatrix;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The hot loops of a block ({@link Products}), on vectors, in plain Java, and as three loops that
 * anybody would write.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class KernelBenchmark {

  @Param({"SIMD", "SCALAR"})
  public Kernels.Choice kernel = Kernels.Choice.SIMD;

  private Kernel<FloatMatrix> arithmetic = Kernels.scalar().float32();
  private Products products = new Products(arithmetic);

  @Setup(Level.Trial)
  public void prepare() {
    arithmetic = Kernels.of(kernel).float32();
    products = new Products(arithmetic);
    softmax();
  }

  @Benchmark
  public FloatMatrix naiveScores() {
    products.naive(products.scores);
    return products.scores;
  }

  @Benchmark
  public FloatMatrix scores() {
    return products.multiplyKeys();
  }

  @Benchmark
  public FloatMatrix softmax() {
    FloatMatrix scores = products.scores;
    FloatMatrix weights = products.weights;
    for (int row = 0; row < Products.QUERIES; row++) {
      double sum = arithmetic.exp(scores, row, arithmetic.max(scores, row), weights);
      arithmetic.divide(weights, row, sum, weights);
    }
    return weights;
  }

  @Benchmark
  public FloatMatrix context() {
    return products.mixValues();
  }

  @Benchmark
  public FloatMatrix tanh() {
    arithmetic.softcap(products.scores, 1, products.weights);
    return products.weights;
  }

  @Benchmark
  public FloatMatrix projection() {
    return products.project();
  }

  @Benchmark
  public PackedMatrix<FloatMatrix> layingOutKeys() {
    return arithmetic.packTransposed(products.keys);
  }
}
