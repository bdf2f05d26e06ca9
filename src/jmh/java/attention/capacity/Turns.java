package attention.capacity;

import attention.kernel.Kernels;
import attention.kernel.Products;
import attention.kernel.Roof;
import attention.matrix.Dtype;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Computes for as long as it is told, so that {@code src/jmh/run} can alternate it with a peer.
 *
 * <p>A line on standard input is {@code NAME DTYPE THREADS MILLISECONDS}, where the name is one of
 * {@link Problem#of}, or {@code fma}, {@code read} ({@link Roof}), {@code scores}, {@code context},
 * {@code projection} ({@link Products}). The answer is a line {@code RUNS NANOSECONDS OPERATIONS}:
 * how often it was computed, in what time, and the operations (of {@code read}: bytes) of one run,
 * 0 for a whole answer. The first line that is written are the bits of a vector.
 */
public final class Turns {

  /** Somewhere to put results, so that no computation is left out. */
  private static volatile @Nullable Object seen;

  /** Something that can be computed again and again. */
  private interface Work extends AutoCloseable {

    void run() throws IOException;

    @Override
    default void close() {}
  }

  private record WholeAnswer(Answer answer) implements Work {

    @Override
    public void run() throws IOException {
      answer.compute(part -> seen = part);
    }

    @Override
    public void close() {
      answer.close();
    }
  }

  private Turns() {}

  static void main() throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println(Roof.bits());
    String prepared = "";
    Work work = () -> {};
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] words = line.split(" ", -1);
      String wanted = String.join(" ", words[0], words[1], words[2]);
      if (!wanted.equals(prepared)) {
        work.close();
        work = work(words[0], Dtype.valueOf(words[1]), Integer.parseInt(words[2]));
        prepared = wanted;
      }
      turn(work, Long.parseLong(words[3]) * 1_000_000, operations(words[0]));
    }
    work.close();
  }

  private static void turn(Work work, long nanos, long operations) throws IOException {
    long start = System.nanoTime();
    long runs = 0;
    long taken = 0;
    while (taken < nanos) {
      work.run();
      runs++;
      taken = System.nanoTime() - start;
    }
    if (seen == null) {
      throw new IllegalStateException("Nothing was computed");
    }
    System.out.println("%d %d %d".formatted(runs, taken, operations));
  }

  private static Work work(String name, Dtype dtype, int threads) {
    return switch (name) {
      case "fma" -> repeated(new Roof(), Roof::fma);
      case "read" -> repeated(new Roof(), Roof::read);
      case "scores" -> repeated(products(), Products::multiplyKeys);
      case "context" -> repeated(products(), Products::mixValues);
      case "projection" -> repeated(products(), Products::project);
      default -> new WholeAnswer(Answer.of(name, dtype, threads));
    };
  }

  private static Products products() {
    return new Products(Kernels.of(Kernels.Choice.SIMD).float32());
  }

  private static <T> Work repeated(T owner, Function<T, Object> operation) {
    return () -> seen = operation.apply(owner);
  }

  private static long operations(String name) {
    return switch (name) {
      case "fma" -> Roof.OPERATIONS;
      case "read" -> Roof.BYTES;
      case "scores", "context" -> Products.OPERATIONS;
      case "projection" -> Products.PROJECTION_OPERATIONS;
      default -> 0;
    };
  }
}
