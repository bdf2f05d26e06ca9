package attention.mechanism;

import attention.kernel.Kernel;
import attention.kernel.Kernels;
import attention.matrix.Dtype;
import attention.matrix.Matrix;
import attention.stage.Alibi;
import attention.stage.Bias;
import attention.stage.DotProduct;
import attention.stage.HeadLayout;
import attention.stage.Mask;
import attention.stage.Masking;
import attention.stage.Normalization;
import attention.stage.Projection;
import attention.stage.Stage;
import attention.trace.Labels;
import attention.trace.Mechanism;
import attention.trace.Member;
import attention.trace.Selection;
import attention.trace.Trace;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Several heads over one matrix of embeddings, in plain arrays; scores are not scaled. */
final class Transformer {

  private final double[][] embeddings;
  private final HeadLayout layout;
  private Dtype dtype = Dtype.FLOAT64;
  private @Nullable Weights query;
  private @Nullable Weights key;
  private @Nullable Weights value;
  private @Nullable Weights output;
  private double @Nullable [][] bias;
  private double @Nullable [][][] headBias;
  private @Nullable Mask mask;
  private double @Nullable [] sinks;
  private double @Nullable [] slopes;
  private List<Preparing> preparations = List.of();
  private int @Nullable [] indices;
  private Labels labels = new Labels(null, null);
  private Set<Member> wanted = EnumSet.allOf(Member.class);

  /** A linear map. */
  record Weights(double[][] matrix, double @Nullable [] bias) {

    private <M extends Matrix<M>> Projection<M> in(Kernel<M> kernel) {
      M row = bias == null ? null : Plan.matrix(kernel, bias);
      return new Projection<>(kernel, Plan.matrix(kernel, matrix), row);
    }

    static <M extends Matrix<M>> ProjectedInput<M> project(
        Kernel<M> kernel, M given, @Nullable Weights weights) {
      return new ProjectedInput<>(given, weights == null ? null : weights.in(kernel));
    }
  }

  private Transformer(double[][] embeddings, HeadLayout layout) {
    this.embeddings = embeddings;
    this.layout = layout;
  }

  static Transformer over(double[][] embeddings, int heads, int keyValueHeads) {
    return new Transformer(embeddings, new HeadLayout(heads, keyValueHeads));
  }

  static Weights weights(double[]... matrix) {
    return new Weights(matrix, null);
  }

  Transformer in(Dtype other) {
    dtype = other;
    return this;
  }

  Transformer query(Weights other) {
    query = other;
    return this;
  }

  Transformer key(Weights other) {
    key = other;
    return this;
  }

  Transformer value(Weights other) {
    value = other;
    return this;
  }

  Transformer output(Weights other) {
    output = other;
    return this;
  }

  /** One for all heads. */
  Transformer bias(double[]... other) {
    bias = other;
    return this;
  }

  /** One for each head. */
  Transformer headBias(double[][]... other) {
    headBias = other;
    return this;
  }

  Transformer mask(Mask other) {
    mask = other;
    return this;
  }

  /** One for each head. */
  Transformer sinks(double... logits) {
    sinks = logits;
    return this;
  }

  /** The slope of each head; distances are from i + the offset of the mask. */
  Transformer alibi(double... other) {
    slopes = other;
    return this;
  }

  /** The steps between projection and score function. */
  Transformer preparing(Preparing... steps) {
    preparations = List.of(steps);
    return this;
  }

  Transformer queries(int... chosen) {
    indices = chosen;
    return this;
  }

  Transformer labels(Labels other) {
    labels = other;
    return this;
  }

  Transformer wanting(Set<Member> members) {
    wanted = members;
    return this;
  }

  Result computed() {
    return Result.of(trace());
  }

  Trace trace() {
    Kernels kernels = Kernels.scalar();
    return switch (dtype) {
      case FLOAT32 -> trace(kernels.float32());
      case FLOAT64 -> trace(kernels.float64());
      case FLOAT16 -> trace(kernels.float16());
      case BFLOAT16 -> trace(kernels.bfloat16());
    };
  }

  private <M extends Matrix<M>> Trace trace(Kernel<M> kernel) {
    M given = Plan.matrix(kernel, embeddings);
    Inputs<M> vectors =
        new Inputs<>(
            Weights.project(kernel, given, query),
            Weights.project(kernel, given, key),
            Weights.project(kernel, given, value),
            preparations.stream().map(step -> step.over(kernel, layout)).toList());
    Heads<M> heads =
        new Heads<>(
            layout,
            true,
            keys -> new DotProduct<>(kernel, keys),
            (head, score) -> pipeline(kernel, head, score),
            output == null ? null : output.in(kernel));
    Selection selection = new Selection(indices, labels, wanted, Map.of());
    AttentionSizes sizes = Plan.sizes(vectors, heads, selection);
    return new Attention<>(Mechanism.MULTI_HEAD, kernel, vectors, heads, selection, sizes);
  }

  private <M extends Matrix<M>> Pipeline<M> pipeline(Kernel<M> kernel, int head, Stage<M> score) {
    List<Stage<M>> stages = new ArrayList<>(List.of(score));
    if (bias != null || headBias != null || slopes != null) {
      M shared = bias == null ? null : Plan.matrix(kernel, bias);
      M own = headBias == null ? null : Plan.matrix(kernel, headBias[head]);
      int offset = mask == null ? 0 : mask.offset();
      Alibi alibi = slopes == null ? null : new Alibi(slopes[head], offset);
      stages.add(new Bias<>(kernel, shared, own, alibi));
    }
    if (mask != null && mask.restricts()) {
      stages.add(new Masking<>(kernel, mask));
    }
    Double sink = sinks == null ? null : Double.valueOf(sinks[head]);
    return new Pipeline<>(kernel, stages, Normalization.SOFTMAX, sink);
  }
}
