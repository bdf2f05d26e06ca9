package attention.mechanism;

import attention.kernel.Kernel;
import attention.kernel.Kernels;
import attention.matrix.Dtype;
import attention.matrix.Matrix;
import attention.mechanism.Transformer.Weights;
import attention.stage.Bias;
import attention.stage.GivenScores;
import attention.stage.Mask;
import attention.stage.Masking;
import attention.stage.Normalization;
import attention.stage.Scale;
import attention.stage.Softcap;
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
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a test wants to have computed, in plain arrays: the one place that knows how a plan is
 * built.
 */
final class Plan {

  private final Mechanism mechanism;
  private final double[][] queries;
  private final double @Nullable [][] keys;
  private final double @Nullable [][] values;
  private Scoring scoring = Scoring.dot();
  private Dtype dtype = Dtype.FLOAT32;
  private Normalization normalization = Normalization.SOFTMAX;
  private @Nullable Double scale;
  private @Nullable Double softcap;
  private double @Nullable [][] bias;
  private @Nullable Mask mask;
  private @Nullable Double sink;
  private int @Nullable [] indices;
  private Set<Member> wanted = EnumSet.allOf(Member.class);
  private Kernels kernels = Kernels.scalar();
  private @Nullable Weights query;
  private @Nullable Weights key;
  private @Nullable Weights value;

  private Plan(
      Mechanism mechanism,
      double[][] queries,
      double @Nullable [][] keys,
      double @Nullable [][] values) {
    this.mechanism = mechanism;
    this.queries = queries;
    this.keys = keys;
    this.values = values;
  }

  /** Q = K = V = X. */
  static Plan self(double[]... x) {
    return cross(x, x, x);
  }

  static Plan cross(double[][] queries, double[][] keys, double[][] values) {
    return new Plan(Mechanism.SELF, queries, keys, values);
  }

  /** Scores that are given: queries are unit vectors, so that keys give any score exactly. */
  static Plan scored(double[][] scores, double[][] values) {
    double[][] units = new double[scores.length][scores.length];
    for (int i = 0; i < scores.length; i++) {
      units[i][i] = 1;
    }
    return cross(units, transposed(scores), values);
  }

  /** Only the weights of scores that are given. */
  static Plan weights(double[]... scores) {
    return new Plan(Mechanism.WEIGHTS_ONLY, scores, null, null);
  }

  /** The score function, which is the dot product otherwise. */
  Plan score(Scoring other) {
    scoring = other;
    return this;
  }

  /** Seeded numbers in (−1, 1) that float32 holds exactly. */
  static double[][] drawn(long seed, int rows, int columns) {
    Random random = new Random(seed);
    double[][] drawn = new double[rows][columns];
    for (double[] row : drawn) {
      for (int j = 0; j < columns; j++) {
        row[j] = 2 * random.nextFloat() - 1;
      }
    }
    return drawn;
  }

  static double[][] transposed(double[][] matrix) {
    double[][] transposed = new double[matrix[0].length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix[0].length; j++) {
        transposed[j][i] = matrix[i][j];
      }
    }
    return transposed;
  }

  Plan in(Dtype other) {
    dtype = other;
    return this;
  }

  /** The arithmetic, which is plain Java otherwise. */
  Plan on(Kernels other) {
    kernels = other;
    return this;
  }

  /** What projects the queries. */
  Plan query(Weights other) {
    query = other;
    return this;
  }

  /** What projects the keys. */
  Plan key(Weights other) {
    key = other;
    return this;
  }

  /** What projects the values. */
  Plan value(Weights other) {
    value = other;
    return this;
  }

  Plan by(Normalization other) {
    normalization = other;
    return this;
  }

  Plan sink(double logit) {
    sink = logit;
    return this;
  }

  Plan scale(double factor) {
    scale = factor;
    return this;
  }

  Plan softcap(double cap) {
    softcap = cap;
    return this;
  }

  Plan bias(double[]... added) {
    bias = added;
    return this;
  }

  Plan mask(Mask other) {
    mask = other;
    return this;
  }

  Plan causal() {
    return mask(new Mask(true, 0, null, null, null));
  }

  /** Only these keys. */
  Plan keys(boolean... real) {
    return mask(new Mask(false, 0, null, real, null));
  }

  Plan queries(int... chosen) {
    indices = chosen;
    return this;
  }

  Plan wanting(Set<Member> members) {
    wanted = members;
    return this;
  }

  /** Computes block by block, as an answer does. */
  Result computed() {
    return Result.of(trace());
  }

  Trace trace() {
    return switch (dtype) {
      case FLOAT32 -> trace(kernels.float32());
      case FLOAT64 -> trace(kernels.float64());
      case FLOAT16 -> trace(kernels.float16());
      case BFLOAT16 -> trace(kernels.bfloat16());
    };
  }

  private <M extends Matrix<M>> Trace trace(Kernel<M> kernel) {
    M given = matrix(kernel, queries);
    if (keys == null || values == null) {
      Pipeline<M> pipeline = pipeline(kernel, new GivenScores<>(kernel));
      return new Weighing<>(
          given,
          new Head<>(given.columns(), pipeline, null),
          new WeighingSizes(
              dtype, given.rows(), given.columns(), pipeline.normalization(), wanted));
    }
    Inputs<M> vectors =
        new Inputs<>(
            Weights.project(kernel, given, query),
            Weights.project(kernel, matrix(kernel, keys), key),
            Weights.project(kernel, matrix(kernel, values), value));
    Heads<M> heads =
        Heads.single(read -> scoring.over(kernel, read), (head, score) -> pipeline(kernel, score));
    Selection selection = new Selection(indices, new Labels(null, null), wanted, Map.of());
    AttentionSizes sizes = sizes(vectors, heads, selection);
    return new Attention<>(mechanism, kernel, vectors, heads, selection, sizes);
  }

  /** The sizes of an answer, with stages for whatever a request can have. */
  static <M extends Matrix<M>> AttentionSizes sizes(
      Inputs<M> vectors, Heads<M> heads, Selection selection) {
    int[] indices = selection.queries();
    return new AttentionSizes(
        vectors.keys().given().dtype(),
        indices == null ? vectors.queries().rows() : indices.length,
        vectors.keys().rows(),
        heads.layout(),
        Widths.given(
            vectors.queries().columns(), vectors.keys().columns(), vectors.values().columns()),
        vectors.preparations().size(),
        9,
        WorkingMemory.NONE,
        selection.members());
  }

  private <M extends Matrix<M>> Pipeline<M> pipeline(Kernel<M> kernel, Stage<M> score) {
    List<Stage<M>> stages = new ArrayList<>(List.of(score));
    if (scale != null) {
      stages.add(new Scale<>(kernel, scale));
    }
    if (softcap != null) {
      stages.add(new Softcap<>(kernel, softcap));
    }
    if (bias != null) {
      stages.add(new Bias<>(kernel, matrix(kernel, bias), null));
    }
    if (mask != null) {
      stages.add(new Masking<>(kernel, mask));
    }
    return new Pipeline<>(kernel, stages, normalization, sink);
  }

  static <M extends Matrix<M>> M matrix(Kernel<M> kernel, double[]... rows) {
    M matrix = kernel.zeros(rows.length, rows[0].length);
    for (int i = 0; i < rows.length; i++) {
      matrix.write(i * rows[0].length, rows[i], rows[i].length);
    }
    return matrix;
  }
}
