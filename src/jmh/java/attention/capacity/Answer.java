package attention.capacity;

import attention.kernel.Kernels;
import attention.matrix.Dtype;
import attention.matrix.Matrix;
import attention.trace.Rows;
import attention.trace.Trace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A whole answer to a problem, every step of it, which can be computed again and again. */
record Answer(Problem<?> problem, int threads, Workers workers) implements AutoCloseable {

  /** Refuses a problem whose numbers on vectors differ from those in plain Java. */
  static Answer of(String name, Dtype dtype, int threads) {
    Problem<?> problem = Problem.of(name, Kernels.of(Kernels.Choice.SIMD), dtype);
    Trace plain = Problem.of(name, Kernels.scalar(), dtype).trace();
    requireSame(numbers(plain), numbers(problem.trace()), dtype == Dtype.FLOAT32 ? 1e-4 : 1e-12);
    return new Answer(problem, threads, new Workers(new Cores(threads), threads, Long.MAX_VALUE));
  }

  @Override
  public void close() {
    workers.close();
  }

  /**
   * Computes all of it.
   *
   * @param sink looks at every part, from any thread, before its memory is used again
   */
  void compute(Consumer<Object> sink) throws IOException {
    Trace trace = problem.trace();
    sink.accept(trace.preamble());
    int blocks = trace.blockCount();
    if (threads == 1) {
      for (int block = 0; block < blocks; block++) {
        look(trace, block, sink);
      }
    } else {
      workers.inOrder(
          ComputeBudget.unlimited(),
          blocks,
          threads + 1,
          block -> look(trace, block, sink),
          sink::accept);
    }
  }

  private static int look(Trace trace, int block, Consumer<Object> sink) {
    try (Rows rows = trace.block(block)) {
      sink.accept(rows);
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
