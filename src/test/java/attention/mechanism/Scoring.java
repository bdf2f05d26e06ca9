package attention.mechanism;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import attention.stage.AdditiveScore;
import attention.stage.DotProduct;
import attention.stage.GeneralProduct;
import attention.stage.Projection;
import attention.stage.Stage;

/** A score function in plain arrays. */
interface Scoring {

  /** Makes it over keys, n × d_k. */
  <M extends Matrix<M>> Stage<M> over(Kernel<M> kernel, M keys);

  static Scoring dot() {
    return new Dot();
  }

  /** q·W·k. */
  static Scoring general(double[][] weights) {
    return new General(weights);
  }

  /** tanh(q·W_q + k·W_k + b)·v. */
  static Scoring additive(double[][] query, double[][] key, double[] bias, double[] energy) {
    return new Additive(query, key, bias, energy);
  }

  /** See {@link #dot}. */
  record Dot() implements Scoring {

    @Override
    public <M extends Matrix<M>> Stage<M> over(Kernel<M> kernel, M keys) {
      return new DotProduct<>(kernel, keys);
    }
  }

  /** See {@link #general}. */
  record General(double[][] weights) implements Scoring {

    @Override
    public <M extends Matrix<M>> Stage<M> over(Kernel<M> kernel, M keys) {
      return new GeneralProduct<>(kernel, Plan.matrix(kernel, weights), keys);
    }
  }

  /** See {@link #additive}. */
  record Additive(double[][] query, double[][] key, double[] bias, double[] energy)
      implements Scoring {

    @Override
    public <M extends Matrix<M>> Stage<M> over(Kernel<M> kernel, M keys) {
      Projection<M> mapped =
          new Projection<>(kernel, Plan.matrix(kernel, key), Plan.matrix(kernel, bias));
      return new AdditiveScore<>(
          kernel,
          AdditiveScore.ADDITIVE,
          new Projection<>(kernel, Plan.matrix(kernel, query), null),
          mapped.unrounded(keys),
          Plan.matrix(kernel, energy));
    }
  }
}
