package attention.stage;

import attention.kernel.Kernel;
import attention.matrix.Dtype;
import attention.matrix.Matrix;
import attention.trace.Member;
import org.jspecify.annotations.Nullable;

/**
 * Queries and keys turned by their positions, so that the dot product of two depends on the
 * difference of their positions alone (Su et al. 2021, arXiv:2104.09864, section 3.2): a pair (x,
 * y) of columns becomes (x cos p f − y sin p f, x sin p f + y cos p f). The first columns of each
 * head turn, the others stay as they are.
 *
 * <p>Angles, sines and cosines are computed in float64 and rounded to the dtype once; so is the
 * result. Error: at most (|x| + |y|)·(4ε + 2⁻⁴⁸·|p f|), the second part by the rounding of an
 * angle. A number that is not finite makes its pair so.
 */
public final class RotaryEmbedding<M extends Matrix<M>> implements Preparation<M> {

  /** How many rows are turned at a time. */
  private static final int ROWS = 64;

  private final Kernel<M> kernel;
  private final Rotation rotation;
  private final Positions positions;
  private final HeadLayout layout;
  private final Angles angles;

  /**
   * Where queries and keys are. They need not be whole numbers.
   *
   * @param queries one for each query; absent = i + offset
   * @param keys one for each key; absent = j
   * @param offset how many keys there are before the first query
   */
  public record Positions(double @Nullable [] queries, double @Nullable [] keys, int offset) {

    double of(Side side, int index) {
      double[] given = side == Side.QUERIES ? queries : keys;
      if (given != null) {
        return given[index];
      }
      return side == Side.QUERIES ? (double) index + offset : index;
    }
  }

  /**
   * The rotation of queries and keys.
   *
   * @param positions p_i of the queries and p_j of the keys
   */
  public RotaryEmbedding(
      Kernel<M> kernel, Rotation rotation, Positions positions, HeadLayout layout) {
    this.kernel = kernel;
    this.rotation = rotation;
    this.positions = positions;
    this.layout = layout;
    this.angles = new Angles(rotation.frequencies());
  }

  /**
   * The bytes that a block computes in: sines and cosines, rounded and not.
   *
   * @param pairs the pairs of columns that turn
   */
  public static long workingBytes(Dtype dtype, int pairs) {
    return 2L * pairs * (ROWS * dtype.bytesInMemory() + Angles.KEPT * Double.BYTES);
  }

  @Override
  public Member member(Side side) {
    return side.rotated();
  }

  @Override
  public String formula(Side side) {
    return rotation.formula(side);
  }

  @Override
  public void apply(Side side, M in, int[] indices, M out) {
    int rows = Math.min(ROWS, in.rows());
    M cos = kernel.zeros(rows, rotation.pairs());
    M sin = kernel.zeros(rows, rotation.pairs());
    for (int from = 0; from < in.rows(); from += ROWS) {
      int to = Math.min(in.rows(), from + ROWS);
      for (int row = from; row < to; row++) {
        Angles.Circle circle = angles.at(positions.of(side, indices[row]));
        cos.set(row - from, circle.cos());
        sin.set(row - from, circle.sin());
      }
      turn(
          side,
          in.rows(from, to),
          cos.rows(0, to - from),
          sin.rows(0, to - from),
          out.rows(from, to));
    }
  }

  private void turn(Side side, M in, M cos, M sin, M out) {
    boolean adjacent = rotation.pairing() == Pairing.INTERLEAVED;
    int heads = side == Side.QUERIES ? layout.heads() : layout.keyValueHeads();
    int width = in.columns() / heads;
    int turned = 2 * rotation.pairs();
    for (int from = 0; from < in.columns(); from += width) {
      int middle = from + turned;
      kernel.rotate(in.columns(from, middle), adjacent, cos, sin, out.columns(from, middle));
      if (turned < width) {
        kernel.scale(in.columns(middle, from + width), 1, out.columns(middle, from + width));
      }
    }
  }
}
