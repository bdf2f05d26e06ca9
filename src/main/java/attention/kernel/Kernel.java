package attention.kernel;

import attention.matrix.Dtype;
import attention.matrix.Matrix;

/**
 * Arithmetic in one dtype. Every operation rounds to that dtype and propagates ±∞ and NaN as in
 * IEEE 754, unless it states otherwise. Shapes are checked by assertions only. In operations on
 * single elements {@code out} may be an operand; in products it must not be.
 *
 * <p>Error bounds count ε, the distance from 1 to the next number of the dtype, and hold unless
 * something overflows or underflows.
 *
 * <p>exp, tanh and the sigmoid have the same bits in every kernel of a dtype.
 *
 * @param <M> the matrices of the dtype
 */
public interface Kernel<M extends Matrix<M>> {

  /** The dtype of all operands and results. */
  Dtype dtype();

  /** A new matrix of zeros. */
  M zeros(int rows, int columns);

  /**
   * The arithmetic of intermediate results, which are not rounded to the dtype: float32 for float16
   * and bfloat16, this kernel for the others.
   */
  default Kernel<M> wide() {
    return this;
  }

  /**
   * Rounds every element to the dtype, in place: what {@link #wide} computed becomes a result.
   * Error at most ε/2 relative; ±∞ beyond the range. Does nothing for float32 and float64.
   *
   * @param x m × n, written
   */
  default void round(M x) {}

  /**
   * Packs B as the right side of products A·B.
   *
   * @param b k × n; must not be written afterwards
   */
  PackedMatrix<M> pack(M b);

  /**
   * Packs Bᵀ as the right side of products A·Bᵀ.
   *
   * @param b n × k; must not be written afterwards
   */
  PackedMatrix<M> packTransposed(M b);

  /**
   * {@code out = factor · x}, the factor rounded to the dtype first. Error at most ε/2 relative.
   *
   * @param x m × n
   * @param out m × n, written
   */
  void scale(M x, double factor, M out);

  /**
   * {@code out = cap · tanh(x / cap)}, for 0 < cap. Error at most 4ε relative. NaN for elements
   * that are not finite: these can only come from an overflow, which tanh would hide.
   *
   * @param x m × n
   * @param out m × n, written
   */
  void softcap(M x, double cap, M out);

  /**
   * {@code out = tanh(x)}. Error at most 4ε relative. NaN for elements that are not finite, as in
   * {@link #softcap}.
   *
   * @param x m × n
   * @param out m × n, written
   */
  default void tanh(M x, M out) {
    softcap(x, 1, out);
  }

  /**
   * {@code out = x + y}. Error at most ε/2 relative.
   *
   * @param x m × n
   * @param y m × n, or 1 × n: added to each row
   * @param out m × n, written
   */
  void add(M x, M y, M out);

  /**
   * {@code out = x ∘ y}, element by element. Error at most ε/2 relative.
   *
   * @param x m × n
   * @param y m × n
   * @param out m × n, written
   */
  void multiply(M x, M y, M out);

  /**
   * Turns pairs of columns by an angle for each: (x, y) becomes (x·cos − y·sin, x·sin + y·cos).
   * Error at most ε·(|x| + |y|), of cosines and sines as they are given.
   *
   * @param x m × 2h
   * @param adjacent whether the columns 2k and 2k + 1 are a pair; else k and h + k are
   * @param cos m × h
   * @param sin m × h
   * @param out m × 2h, written
   */
  void rotate(M x, boolean adjacent, M cos, M sin, M out);

  /**
   * {@code out = 1 / (1 + exp(−x))}. Error at most ε relative: less than 1 ulp.
   *
   * @param x m × n
   * @param out m × n, written
   */
  void sigmoid(M x, M out);

  /**
   * Copies one row, with −∞ in the columns that are not allowed, whatever their elements.
   *
   * @param x m × n
   * @param allowed n
   * @param out m × n, its row {@code row} written
   */
  void mask(M x, int row, boolean[] allowed, M out);

  /** The largest element of one row; −∞ if every element is. There must be no NaN. */
  double max(M x, int row);

  /** The smallest element of one row. There must be no NaN. */
  double min(M x, int row);

  /** The sum of one row, added up in the dtype. Error at most n·ε·Σ|terms|. */
  double sum(M x, int row);

  /** How many elements of one row are neither infinite nor NaN. */
  int countFinite(M x, int row);

  /**
   * {@code out = exp(x − shift)} in one row; exp(−∞) is exactly 0. Error at most ε relative (less
   * than 1 ulp, also of subnormal results), plus that of the subtraction.
   *
   * @param x m × n
   * @param out m × n, its row {@code row} written
   * @return the sum of the row written, added up in the dtype
   */
  double exp(M x, int row, double shift, M out);

  /**
   * Copies one row, with 0 in place of −∞.
   *
   * @param x m × n
   * @param out m × n, its row {@code row} written
   */
  void zeroMasked(M x, int row, M out);

  /**
   * {@code out = x / divisor} in one row. Error at most ε/2 relative.
   *
   * @param x m × n
   * @param out m × n, its row {@code row} written
   */
  void divide(M x, int row, double divisor, M out);
}
