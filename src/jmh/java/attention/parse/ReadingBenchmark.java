package attention.parse;

import attention.request.Limits;
import attention.request.Received;
import attention.request.SelfRequest;
import attention.trace.Mechanism;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

/** How long a number of a request takes from text to its matrix, all checks included: 512 × 64. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class ReadingBenchmark {

  private static final int ROWS = 512;
  private static final int COLUMNS = 64;
  private static final int PIECE = 64 * 1024;

  /** Shortest decimals of float32 and of float64, and decimals of two places. */
  @Param({"float32", "float64", "decimals"})
  public String numbers = "float32";

  private final JsonRequestReader<SelfRequest> reader =
      new JsonRequestReader<>(
          SelfRequest.class,
          Mechanism.SELF.members(),
          new Limits(5_000_000, 65_536, 16_384, 1L << 30, 1L << 36, 256, 1L << 30));
  private final byte[] room = new byte[JsonRequestReader.roomFor(PIECE)];
  private byte[] body = {};

  @Setup(Level.Trial)
  public void draw() {
    Random random = new Random(1);
    String rows =
        IntStream.range(0, ROWS)
            .mapToObj(row ->
                IntStream.range(0, COLUMNS)
                    .mapToObj(column -> text(0.3 * random.nextGaussian()))
                    .collect(Collectors.joining(",", "[", "]")))
            .collect(Collectors.joining(","));
    body = "{\"embeddings\":[%s]}".formatted(rows).getBytes(StandardCharsets.UTF_8);
  }

  private String text(double value) {
    return switch (numbers) {
      case "float32" -> Float.toString((float) value);
      case "float64" -> Double.toString(value);
      default -> Double.toString(Math.round(100 * value) / 100.0);
    };
  }

  @Benchmark
  @OperationsPerInvocation(ROWS * COLUMNS)
  public Received<SelfRequest> request() throws IOException {
    return reader.read(new ByteArrayInputStream(body), room, bytes -> {});
  }
}
