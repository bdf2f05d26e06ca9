package attention.kernel;

import attention.matrix.FloatMatrix;
import java.util.Random;
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
 * The hot loops of a block, on vectors, in plain Java, and as three loops that anybody would write:
 * 24 queries over 1024 keys of 64 numbers, and the projection of 24 vectors of 768.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class KernelBenchmark {

  private static final int QUERIES = 24;
  private static final int KEYS = 1024;
  private static final int WIDTH = 64;
  private static final int MODEL = 768;

  @Param({"SIMD", "SCALAR"})
  public Kernels.Choice kernel = Kernels.Choice.SIMD;

  private final FloatMatrix queries = draw(QUERIES, WIDTH);
  private final FloatMatrix keys = draw(KEYS, WIDTH);
  private final FloatMatrix scores = FloatMatrix.zeros(QUERIES, KEYS);
  private final FloatMatrix weights = FloatMatrix.zeros(QUERIES, KEYS);
  private final FloatMatrix context = FloatMatrix.zeros(QUERIES, WIDTH);
  private final FloatMatrix wide = draw(QUERIES, MODEL);
  private final FloatMatrix square = draw(MODEL, MODEL);
  private final FloatMatrix projected = FloatMatrix.zeros(QUERIES, MODEL);

  private Kernel<FloatMatrix> arithmetic = Kernels.scalar().float32();
  private PackedMatrix<FloatMatrix> scoring = arithmetic.packTransposed(keys);
  private PackedMatrix<FloatMatrix> mixing = arithmetic.pack(keys);
  private PackedMatrix<FloatMatrix> projecting = arithmetic.pack(square);

  private static FloatMatrix draw(int rows, int columns) {
    FloatMatrix matrix = FloatMatrix.zeros(rows, columns);
    double[] numbers = new Random(rows).doubles((long) rows * columns, -1, 1).toArray();
    matrix.write(0, numbers, numbers.length);
    return matrix;
  }

  @Setup(Level.Trial)
  public void prepare() {
    arithmetic = Kernels.of(kernel).float32();
    scoring = arithmetic.packTransposed(keys);
    mixing = arithmetic.pack(keys);
    projecting = arithmetic.pack(square);
    FloatMatrix expected = FloatMatrix.zeros(QUERIES, KEYS);
    naive(expected);
    scores();
    for (int i = 0; i < QUERIES; i++) {
      for (int j = 0; j < KEYS; j++) {
        if (!(Math.abs(expected.at(i, j) - scores.at(i, j)) < 1e-4)) {
          throw new IllegalStateException("Score %d, %d differs".formatted(i, j));
        }
      }
    }
    softmax();
  }

  private void naive(FloatMatrix out) {
    for (int i = 0; i < QUERIES; i++) {
      for (int j = 0; j < KEYS; j++) {
        float sum = 0;
        for (int k = 0; k < WIDTH; k++) {
          sum += queries.values()[i * WIDTH + k] * keys.values()[j * WIDTH + k];
        }
        out.values()[i * KEYS + j] = sum;
      }
    }
  }

  @Benchmark
  public FloatMatrix naiveScores() {
    naive(scores);
    return scores;
  }

  @Benchmark
  public FloatMatrix scores() {
    scoring.multiply(queries, scores);
    return scores;
  }

  @Benchmark
  public FloatMatrix softmax() {
    for (int row = 0; row < QUERIES; row++) {
      double sum = arithmetic.exp(scores, row, arithmetic.max(scores, row), weights);
      arithmetic.divide(weights, row, sum, weights);
    }
    return weights;
  }

  @Benchmark
  public FloatMatrix context() {
    mixing.multiply(weights, context);
    return context;
  }

  @Benchmark
  public FloatMatrix tanh() {
    arithmetic.softcap(scores, 1, weights);
    return weights;
  }

  @Benchmark
  public FloatMatrix projection() {
    projecting.multiply(wide, projected);
    return projected;
  }

  @Benchmark
  public PackedMatrix<FloatMatrix> layingOutKeys() {
    return arithmetic.packTransposed(keys);
  }
}
