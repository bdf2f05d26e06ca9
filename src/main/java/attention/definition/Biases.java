package attention.definition;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is added to the scores.
 *
 * @param shared q × n over all queries; absent = nothing
 * @param own heads × q × n; absent = nothing
 * @param slopes of alibi, one a head; absent = nothing
 * @param distance what slopes are multiplied by
 * @param offset how many keys there are before the first query
 * @param sign of the whole sum
 */
public record Biases(
    double @Nullable [][] shared,
    double @Nullable [][][] own,
    double @Nullable [] slopes,
    Distance distance,
    int offset,
    double sign) {

  /** What the slopes of alibi are multiplied by. */
  public enum Distance {
    /** −|p − j|: far keys lose. */
    NEGATIVE {
      @Override
      double of(double position, int key) {
        return -Math.abs(position - key);
      }
    },
    /** |p − j|. */
    POSITIVE {
      @Override
      double of(double position, int key) {
        return Math.abs(position - key);
      }
    },
    /** j − p, which is negative for keys before the query only. */
    SIGNED {
      @Override
      double of(double position, int key) {
        return key - position;
      }
    },
    /** j, which in each row is a constant away from j − p. */
    OF_KEY {
      @Override
      double of(double position, int key) {
        return key;
      }
    };

    abstract double of(double position, int key);
  }

  double[] addTo(double[] scores, int head, int query) {
    double[] sum = scores.clone();
    if (shared != null) {
      add(sum, shared[query]);
    }
    if (own != null) {
      add(sum, own[head][query]);
    }
    if (slopes != null) {
      for (int j = 0; j < sum.length; j++) {
        sum[j] += sign * slopes[head] * distance.of((double) query + offset, j);
      }
    }
    return sum;
  }

  /** A key that a bias of −∞ forbids stays forbidden, whatever the sign. */
  private void add(double[] sum, double[] bias) {
    for (int j = 0; j < sum.length; j++) {
      sum[j] += bias[j] == Double.NEGATIVE_INFINITY ? bias[j] : sign * bias[j];
    }
  }

  /** Whether a key is forbidden to a query, in any head. */
  public boolean forbids(int query, int key) {
    return (shared != null && shared[query][key] == Double.NEGATIVE_INFINITY)
        || (own != null
            && Arrays.stream(own).anyMatch(head -> head[query][key] == Double.NEGATIVE_INFINITY));
  }

  public int terms() {
    return (shared == null ? 0 : 1) + (own == null ? 0 : 1) + (slopes == null ? 0 : 1);
  }

  public Biases withoutShared() {
    return new Biases(null, own, slopes, distance, offset, sign);
  }

  public Biases withoutOwn() {
    return new Biases(shared, null, slopes, distance, offset, sign);
  }

  public Biases withSlopes(double @Nullable [] other) {
    return new Biases(shared, own, other, distance, offset, sign);
  }

  public Biases withDistance(Distance other) {
    return new Biases(shared, own, slopes, other, offset, sign);
  }

  public Biases withOffset(int other) {
    return new Biases(shared, own, slopes, distance, other, sign);
  }

  public Biases subtracted() {
    return new Biases(shared, own, slopes, distance, offset, -sign);
  }
}
