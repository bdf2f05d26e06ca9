package attention.definition;

import attention.stage.VectorNorm;
import org.jspecify.annotations.Nullable;

/**
 * The norm of queries and keys: x / divisor ∘ g + b.
 *
 * @param all whether it is over all columns, not over those of each head
 * @param unbiased whether squares are divided by one less than there are, as of a sample
 * @param queries absent where they are not normalized
 * @param keys absent where they are not normalized
 */
public record Norm(
    VectorNorm type,
    boolean all,
    double epsilon,
    boolean unbiased,
    @Nullable Gains queries,
    @Nullable Gains keys) {

  /** What the normalized vectors of a side are multiplied by, and what is added. */
  public record Gains(double @Nullable [] gain, double @Nullable [] bias) {
    static final Gains NONE = new Gains(null, null);

    boolean isNone() {
      return gain == null && bias == null;
    }

    private static @Nullable Gains none(@Nullable Gains gains) {
      return gains == null ? null : NONE;
    }

    private static @Nullable Gains plusOne(@Nullable Gains gains) {
      return gains == null || gains.gain() == null
          ? gains
          : new Gains(Rows.map(gains.gain(), g -> g + 1), gains.bias());
    }

    private static boolean multiply(@Nullable Gains gains) {
      return gains != null && !gains.isNone();
    }
  }

  public Norm withoutGains() {
    return new Norm(type, all, epsilon, unbiased, Gains.none(queries), Gains.none(keys));
  }

  public Norm ofQueriesOnly() {
    return new Norm(type, all, epsilon, unbiased, queries, null);
  }

  public Norm ofKeysOnly() {
    return new Norm(type, all, epsilon, unbiased, null, keys);
  }

  /** With what is done to queries done to keys, and the reverse. */
  public Norm exchanged() {
    return new Norm(type, all, epsilon, unbiased, keys, queries);
  }

  public Norm overOtherColumns() {
    return new Norm(type, !all, epsilon, unbiased, queries, keys);
  }

  public Norm withUnbiased() {
    return new Norm(type, all, epsilon, true, queries, keys);
  }

  public Norm withEpsilon(double other) {
    return new Norm(type, all, other, unbiased, queries, keys);
  }

  public Norm ofType(VectorNorm other) {
    return new Norm(other, all, epsilon, unbiased, queries, keys);
  }

  public Norm withGainsPlusOne() {
    return new Norm(type, all, epsilon, unbiased, Gains.plusOne(queries), Gains.plusOne(keys));
  }

  public boolean hasGains() {
    return Gains.multiply(queries) || Gains.multiply(keys);
  }

  /** Normalizes a row of several heads. */
  double[] of(double[] row, int heads, Gains gains) {
    int width = all ? row.length : row.length / heads;
    double[] normal = row.clone();
    for (int from = 0; from < row.length; from += width) {
      normalize(normal, from, width, gains);
    }
    return normal;
  }

  private void normalize(double[] x, int from, int width, Gains gains) {
    double mean = 0;
    for (int i = from; type == VectorNorm.LAYER && i < from + width; i++) {
      mean += x[i] / width;
    }
    double squares = 0;
    for (int i = from; i < from + width; i++) {
      x[i] -= mean;
      squares += x[i] * x[i];
    }
    double divisor =
        type == VectorNorm.L2
            ? Math.max(Math.sqrt(squares), epsilon)
            : Math.sqrt(squares / (unbiased ? width - 1 : width) + epsilon);
    for (int i = 0; i < width; i++) {
      double g = gains.gain() == null ? 1 : gains.gain()[i];
      double b = gains.bias() == null ? 0 : gains.bias()[i];
      x[from + i] = x[from + i] / divisor * g + b;
    }
  }
}
