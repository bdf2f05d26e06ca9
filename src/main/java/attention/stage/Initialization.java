package attention.stage;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import attention.trace.Checkpoint;
import java.util.Arrays;

/** How weights are drawn where a request gives a seed instead of matrices. */
public enum Initialization {
  /** The numbers of {@code torch.rand(in, out)}: uniform in [0, 1), drawn row by row. */
  UNIFORM("uniform") {
    @Override
    public <M extends Matrix<M>> M draw(
        Kernel<M> kernel, TorchGenerator generator, int in, int out) {
      M matrix = kernel.zeros(in, out);
      double[] row = new double[out];
      for (int i = 0; i < in; i++) {
        Checkpoint.pass();
        Arrays.setAll(row, column -> generator.nextFloat());
        matrix.set(i, row);
      }
      return matrix;
    }

    @Override
    public <M extends Matrix<M>> M drawBias(
        Kernel<M> kernel, TorchGenerator generator, int in, int out) {
      return draw(kernel, generator, 1, out);
    }
  },
  /**
   * The numbers of {@code torch.nn.Linear(in, out)}: uniform in [−1/√in, 1/√in), drawn out × in.
   */
  LINEAR("linear") {
    @Override
    public <M extends Matrix<M>> M draw(
        Kernel<M> kernel, TorchGenerator generator, int in, int out) {
      return symmetric(kernel, generator, in, out, in);
    }

    @Override
    public <M extends Matrix<M>> M drawBias(
        Kernel<M> kernel, TorchGenerator generator, int in, int out) {
      return symmetric(kernel, generator, 1, out, in);
    }
  };

  private final String word;

  Initialization(String word) {
    this.word = word;
  }

  /** Draws a weight matrix, returned in × out. */
  public abstract <M extends Matrix<M>> M draw(
      Kernel<M> kernel, TorchGenerator generator, int in, int out);

  /** Draws the bias of an in × out matrix, returned 1 × out. */
  public abstract <M extends Matrix<M>> M drawBias(
      Kernel<M> kernel, TorchGenerator generator, int in, int out);

  /**
   * Draws numbers uniform in [−b, b), b = 1/√fan, in the order out × in, each as PyTorch rounds it:
   * u · 2b − b in {@code float}. Where PyTorch fuses the two operations, its last bit may differ.
   *
   * @return in × out
   */
  public static <M extends Matrix<M>> M symmetric(
      Kernel<M> kernel, TorchGenerator generator, int in, int out, int fan) {
    M matrix = kernel.zeros(in, out);
    double[] number = new double[1];
    float bound = (float) (1 / Math.sqrt(fan));
    for (int column = 0; column < out; column++) {
      Checkpoint.pass();
      for (int row = 0; row < in; row++) {
        number[0] = generator.nextFloat() * (2 * bound) - bound;
        matrix.write(row * out + column, number, 1);
      }
    }
    return matrix;
  }

  @Override
  public String toString() {
    return word;
  }
}
