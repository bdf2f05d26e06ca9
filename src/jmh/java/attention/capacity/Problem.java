package attention.capacity;

import attention.kernel.Kernel;
import attention.kernel.Kernels;
import attention.matrix.Dtype;
import attention.matrix.Matrix;
import attention.mechanism.Attention;
import attention.mechanism.AttentionSizes;
import attention.mechanism.Heads;
import attention.mechanism.Inputs;
import attention.mechanism.Pipeline;
import attention.mechanism.ProjectedInput;
import attention.mechanism.Widths;
import attention.mechanism.WorkingMemory;
import attention.stage.DotProduct;
import attention.stage.HeadLayout;
import attention.stage.Normalization;
import attention.stage.Pairing;
import attention.stage.Preparation;
import attention.stage.Projection;
import attention.stage.QueryKeyNorm;
import attention.stage.RotaryEmbedding;
import attention.stage.Rotation;
import attention.stage.Scale;
import attention.stage.VectorNorm;
import attention.trace.Labels;
import attention.trace.Mechanism;
import attention.trace.Member;
import attention.trace.Selection;
import attention.trace.Trace;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * The inputs of a request, of which an answer can be planned again and again.
 *
 * @param x the embeddings
 * @param weights of the projections of queries, keys, values and output; none in simple
 *     self-attention
 * @param modern whether queries and keys are normalized and turned, and every head has a sink
 */
record Problem<M extends Matrix<M>>(Kernel<M> kernel, M x, List<M> weights, boolean modern) {

  private static final int HEADS = 12;
  private static final int WIDTH = 768;
  private static final HeadLayout LAYOUT = new HeadLayout(HEADS, HEADS);
  private static final int TOKENS = 512;

  /**
   * A problem by its name.
   *
   * @param name n × d, or {@code multi-head}: twelve heads of 64 over 512 tokens, with every
   *     projection; {@code modern}: the same with norm, rotation and sinks
   */
  static Problem<?> of(String name, Kernels kernels, Dtype dtype) {
    return switch (dtype) {
      case FLOAT32 -> of(name, kernels.float32());
      case FLOAT64 -> of(name, kernels.float64());
      case FLOAT16 -> of(name, kernels.float16());
      case BFLOAT16 -> of(name, kernels.bfloat16());
    };
  }

  private static <M extends Matrix<M>> Problem<M> of(String name, Kernel<M> kernel) {
    if (name.equals("multi-head") || name.equals("modern")) {
      List<M> weights =
          List.of(square(kernel, 2), square(kernel, 3), square(kernel, 4), square(kernel, 5));
      M x = draw(kernel, 1, TOKENS, WIDTH, 0.5);
      return new Problem<>(kernel, x, weights, name.equals("modern"));
    }
    String[] sides = name.split("x", -1);
    int rows = Integer.parseInt(sides[0]);
    int columns = Integer.parseInt(sides[1]);
    return new Problem<>(kernel, draw(kernel, 1, rows, columns, 0.5), List.of(), false);
  }

  private static <M extends Matrix<M>> M square(Kernel<M> kernel, int seed) {
    return draw(kernel, seed, WIDTH, WIDTH, 0.04);
  }

  private static <M extends Matrix<M>> M draw(
      Kernel<M> kernel, int seed, int rows, int columns, double size) {
    double[] numbers = new Random(seed).doubles((long) rows * columns, -size, size).toArray();
    M matrix = kernel.zeros(rows, columns);
    matrix.write(0, numbers, numbers.length);
    return matrix;
  }

  /** The plan of its answer, of which nothing is computed yet. */
  Trace trace() {
    Set<Member> members = Member.defaults();
    Selection selection = new Selection(null, new Labels(null, null), members, Map.of());
    return weights.isEmpty()
        ? new Attention<>(
            Mechanism.SELF,
            kernel,
            Inputs.of(x),
            oneHead(),
            selection,
            sizes(HeadLayout.SINGLE, Widths.given(x.columns(), x.columns(), x.columns()), 2))
        : new Attention<>(
            Mechanism.MULTI_HEAD,
            kernel,
            projected(),
            manyHeads(),
            selection,
            sizes(LAYOUT, new Widths(WIDTH, WIDTH, WIDTH, WIDTH, 0, WIDTH), 3));
  }

  private AttentionSizes sizes(HeadLayout layout, Widths widths, int stages) {
    return new AttentionSizes(
        kernel.dtype(),
        x.rows(),
        x.rows(),
        layout,
        widths,
        modern ? 2 : 0,
        stages,
        WorkingMemory.NONE,
        Member.defaults());
  }

  private Heads<M> oneHead() {
    return Heads.single(
        keys -> new DotProduct<>(kernel, keys),
        (head, score) -> new Pipeline<>(kernel, List.of(score), Normalization.SOFTMAX));
  }

  private Inputs<M> projected() {
    return new Inputs<>(
        new ProjectedInput<>(x, projection(0)),
        new ProjectedInput<>(x, projection(1)),
        new ProjectedInput<>(x, projection(2)),
        modern ? preparations() : List.of());
  }

  private List<Preparation<M>> preparations() {
    QueryKeyNorm.Affine<M> affine = new QueryKeyNorm.Affine<>(HEADS, null, null);
    Rotation rotation = Rotation.of(Pairing.HALVES, 10_000, WIDTH / HEADS);
    return List.of(
        new QueryKeyNorm<>(VectorNorm.RMS, 1e-6, affine, affine),
        new RotaryEmbedding<>(
            kernel, rotation, new RotaryEmbedding.Positions(null, null, 0), LAYOUT));
  }

  private Heads<M> manyHeads() {
    Scale<M> scale = new Scale<>(kernel, Math.sqrt((double) HEADS / WIDTH));
    return new Heads<>(
        LAYOUT,
        true,
        keys -> new DotProduct<>(kernel, keys),
        (head, score) ->
            new Pipeline<>(
                kernel, List.of(score, scale), Normalization.SOFTMAX, modern ? 0.5 : null),
        projection(3));
  }

  private Projection<M> projection(int which) {
    return new Projection<>(kernel, weights.get(which), null);
  }
}
