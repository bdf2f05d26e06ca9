package attention.decimal;

import java.io.OutputStream;
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
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** How long a number takes to become text, comma included: a row of 1024 of them at a time. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class WritingBenchmark {

  private static final int NUMBERS = 1024;

  private static final JsonFactory JACKSON =
      JsonFactory.builder()
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  /**
   * Weights of a flat softmax, scores, scores on both sides of 1, weights of a peaked softmax, any
   * bits at all.
   */
  @Param({"weights", "scores", "small", "peaked", "any"})
  public String numbers = "weights";

  private final FloatText scalar = new ScalarFloatText();
  private final FloatText simd = new SimdFloatText();
  private final float[] floats = new float[NUMBERS];
  private final double[] doubles = new double[NUMBERS];
  private final byte[] out = new byte[NUMBERS * DoubleText.LONGEST + Digits.SLACK];
  private final StringBuilder text = new StringBuilder(out.length);

  @Setup(Level.Trial)
  public void draw() {
    Random random = new Random(1);
    for (int i = 0; i < NUMBERS; i++) {
      double normal = random.nextGaussian();
      doubles[i] =
          switch (numbers) {
            case "weights" -> Math.exp(normal) / NUMBERS;
            case "scores" -> 8 * normal;
            case "small" -> normal;
            case "peaked" -> Math.exp(6 * normal - 14);
            default -> Double.longBitsToDouble(random.nextLong());
          };
      floats[i] =
          numbers.equals("any") ? Float.intBitsToFloat(random.nextInt()) : (float) doubles[i];
    }
  }

  @Benchmark
  @OperationsPerInvocation(NUMBERS)
  public int float32() {
    return scalar.write(floats, 0, NUMBERS, out, 0);
  }

  @Benchmark
  @OperationsPerInvocation(NUMBERS)
  public int float32OnVectors() {
    return simd.write(floats, 0, NUMBERS, out, 0);
  }

  @Benchmark
  @OperationsPerInvocation(NUMBERS)
  public int float64() {
    return DoubleText.write(doubles, 0, NUMBERS, out, 0);
  }

  @Benchmark
  @OperationsPerInvocation(NUMBERS)
  public int float32ByJdk() {
    text.setLength(0);
    for (float value : floats) {
      text.append(',').append(value);
    }
    return text.length();
  }

  @Benchmark
  @OperationsPerInvocation(NUMBERS)
  public JsonGenerator float32ByJackson() {
    try (JsonGenerator json =
        JACKSON.createGenerator(ObjectWriteContext.empty(), OutputStream.nullOutputStream())) {
      json.writeStartArray();
      for (float value : floats) {
        json.writeNumber(value);
      }
      json.writeEndArray();
      return json;
    }
  }
}
