package attention.capacity;

import attention.kernel.Kernels;
import attention.matrix.Dtype;
import attention.matrix.Matrix;
import attention.trace.Rows;
import attention.trace.Trace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A whole answer, every step of it computed and looked at, without reading or writing it. Its
 * counterpart is {@code src/jmh/python/attention.py}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class AttentionBenchmark {

  @Param({
    "512x64",
    "1024x64",
    "2048x64",
    "4096x64",
    "1024x768",
    "1000x100",
    "777x33",
    "multi-head",
    "modern"
  })
  public String problem = "512x64";

  @Param({"FLOAT32", "FLOAT64"})
  public Dtype dtype = Dtype.FLOAT32;

  @Param({"1", "2"})
  public int threads = 1;

  private Problem<?> inputs = Problem.of("1x1", Kernels.scalar(), Dtype.FLOAT32);
  private Workers workers = new Workers(new Cores(1), 1, 1);

  @Setup(Level.Trial)
  public void prepare() {
    inputs = Problem.of(problem, Kernels.of(Kernels.Choice.SIMD), dtype);
    workers = new Workers(new Cores(threads), threads, Long.MAX_VALUE);
    Trace plain = Problem.of(problem, Kernels.scalar(), dtype).trace();
    requireSame(numbers(plain), numbers(inputs.trace()), dtype == Dtype.FLOAT32 ? 1e-4 : 1e-12);
  }

  @TearDown(Level.Trial)
  public void close() {
    workers.close();
  }

  @Benchmark
  public void answer(Blackhole hole) throws IOException {
    Trace trace = inputs.trace();
    hole.consume(trace.preamble());
    int blocks = trace.blockCount();
    if (threads == 1) {
      for (int block = 0; block < blocks; block++) {
        look(trace, block, hole);
      }
    } else {
      workers.inOrder(
          ComputeBudget.unlimited(),
          blocks,
          threads + 1,
          block -> look(trace, block, hole),
          hole::consume);
    }
  }

  private static int look(Trace trace, int block, Blackhole hole) {
    try (Rows rows = trace.block(block)) {
      hole.consume(rows);
    }
    return block;
  }

  /** Some numbers of every stage of the first and of the last row. */
  private static double[] numbers(Trace trace) {
    List<Double> numbers = new ArrayList<>();
    trace.preamble();
    for (int block : new int[] {0, trace.blockCount() - 1}) {
      try (Rows rows = trace.block(block)) {
        rows.stages().values().values().forEach(stage -> sample(stage, numbers));
        rows.heads().forEach(head -> head.values().values().forEach(it -> sample(it, numbers)));
      }
    }
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void sample(Matrix<?> stage, List<Double> numbers) {
    for (int column = 0; column < stage.columns(); column += 5) {
      numbers.add(stage.at(stage.rows() - 1, column));
    }
  }

  private static void requireSame(double[] expected, double[] actual, double tolerance) {
    for (int i = 0; i < Math.max(expected.length, actual.length); i++) {
      double bound = tolerance * Math.max(1, Math.abs(expected[i]));
      if (!(Math.abs(expected[i] - actual[i]) <= bound)) {
        throw new IllegalStateException(
            "Number %d is %s on vectors and %s in plain Java".formatted(i, actual[i], expected[i]));
      }
    }
  }
}
