package attention.kernel;

import attention.matrix.FloatMatrix;
import java.util.Random;

/**
 * The products of a block: the scores and contexts of 24 queries over 1024 keys of 64 numbers, and
 * the projection of 24 vectors of 768.
 */
public final class Products {

  static final int QUERIES = 24;
  private static final int KEYS = 1024;
  private static final int WIDTH = 64;
  private static final int MODEL = 768;

  /** The floating-point operations of {@link #multiplyKeys}, and of {@link #mixValues}. */
  public static final long OPERATIONS = 2L * QUERIES * KEYS * WIDTH;

  /** The floating-point operations of {@link #project}. */
  public static final long PROJECTION_OPERATIONS = 2L * QUERIES * MODEL * MODEL;

  private final FloatMatrix queries = draw(QUERIES, WIDTH);
  private final FloatMatrix wide = draw(QUERIES, MODEL);
  private final FloatMatrix context = FloatMatrix.zeros(QUERIES, WIDTH);
  private final FloatMatrix projected = FloatMatrix.zeros(QUERIES, MODEL);
  private final PackedMatrix<FloatMatrix> scoring;
  private final PackedMatrix<FloatMatrix> mixing;
  private final PackedMatrix<FloatMatrix> projecting;

  final FloatMatrix keys = draw(KEYS, WIDTH);
  final FloatMatrix scores = FloatMatrix.zeros(QUERIES, KEYS);

  /** Uniform until a benchmark normalizes the scores. */
  final FloatMatrix weights = draw(QUERIES, KEYS);

  /** Refuses a kernel whose scores differ from those of three plain loops. */
  public Products(Kernel<FloatMatrix> kernel) {
    scoring = kernel.packTransposed(keys);
    mixing = kernel.pack(keys);
    projecting = kernel.pack(draw(MODEL, MODEL));
    FloatMatrix expected = FloatMatrix.zeros(QUERIES, KEYS);
    naive(expected);
    multiplyKeys();
    for (int i = 0; i < QUERIES; i++) {
      for (int j = 0; j < KEYS; j++) {
        if (!(Math.abs(expected.at(i, j) - scores.at(i, j)) < 1e-4)) {
          throw new IllegalStateException("Score %d, %d differs".formatted(i, j));
        }
      }
    }
  }

  private static FloatMatrix draw(int rows, int columns) {
    FloatMatrix matrix = FloatMatrix.zeros(rows, columns);
    double[] numbers = new Random(rows).doubles((long) rows * columns, -1, 1).toArray();
    matrix.write(0, numbers, numbers.length);
    return matrix;
  }

  void naive(FloatMatrix out) {
    for (int i = 0; i < QUERIES; i++) {
      for (int j = 0; j < KEYS; j++) {
        float sum = 0;
        for (int k = 0; k < WIDTH; k++) {
          sum += queries.values()[i * WIDTH + k] * keys.values()[j * WIDTH + k];
        }
        out.values()[i * KEYS + j] = sum;
      }
    }
  }

  /** The scores of all queries and keys. */
  public FloatMatrix multiplyKeys() {
    scoring.multiply(queries, scores);
    return scores;
  }

  /** The contexts of all queries. */
  public FloatMatrix mixValues() {
    mixing.multiply(weights, context);
    return context;
  }

  /** The wide vectors times a square matrix. */
  public FloatMatrix project() {
    projecting.multiply(wide, projected);
    return projected;
  }
}
