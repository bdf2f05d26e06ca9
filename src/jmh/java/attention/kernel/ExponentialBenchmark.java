package attention.kernel;

import attention.matrix.Dtype;
import attention.matrix.Matrix;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** exp, tanh and sigmoid of a row of 1024 numbers between −8 and 8, for each number. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(ExponentialBenchmark.LENGTH)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
public class ExponentialBenchmark {

  static final int LENGTH = 1024;

  @Param({"SIMD", "SCALAR"})
  public Kernels.Choice kernel = Kernels.Choice.SIMD;

  @Param({"FLOAT32", "FLOAT64"})
  public Dtype dtype = Dtype.FLOAT32;

  private Row<?> row = Row.of(Kernels.scalar().float32());

  @Setup(Level.Trial)
  public void prepare() {
    Kernels kernels = Kernels.of(kernel);
    row = dtype == Dtype.FLOAT32 ? Row.of(kernels.float32()) : Row.of(kernels.float64());
  }

  @Benchmark
  public double exp() {
    return row.exp();
  }

  @Benchmark
  public Object tanh() {
    return row.tanh();
  }

  @Benchmark
  public Object sigmoid() {
    return row.sigmoid();
  }

  /** A row and the place of its results. */
  private record Row<M extends Matrix<M>>(Kernel<M> kernel, M x, M out) {

    static <M extends Matrix<M>> Row<M> of(Kernel<M> kernel) {
      M x = kernel.zeros(1, LENGTH);
      x.write(0, new Random(1).doubles(LENGTH, -8, 8).toArray(), LENGTH);
      return new Row<>(kernel, x, kernel.zeros(1, LENGTH));
    }

    double exp() {
      return kernel.exp(x, 0, 8, out);
    }

    M tanh() {
      kernel.tanh(x, out);
      return out;
    }

    M sigmoid() {
      kernel.sigmoid(x, out);
      return out;
    }
  }
}
