package attention.capacity;

import attention.matrix.Dtype;
import java.io.IOException;
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

  private Answer answer = Answer.of("1x1", Dtype.FLOAT32, 1);

  @Setup(Level.Trial)
  public void prepare() {
    answer.close();
    answer = Answer.of(problem, dtype, threads);
  }

  @TearDown(Level.Trial)
  public void close() {
    answer.close();
  }

  @Benchmark
  public void answer(Blackhole hole) throws IOException {
    answer.compute(hole::consume);
  }
}
