package attention.mechanism;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import attention.stage.HeadLayout;
import attention.stage.Preparation;
import attention.stage.QueryKeyNorm;
import attention.stage.QueryKeyNorm.Affine;
import attention.stage.RotaryEmbedding;
import attention.stage.RotaryEmbedding.Positions;
import attention.stage.Rotation;
import attention.stage.VectorNorm;
import org.jspecify.annotations.Nullable;

/** A step between projection and score function, in plain arrays. */
interface Preparing {

  /** Makes it for heads. */
  <M extends Matrix<M>> Preparation<M> over(Kernel<M> kernel, HeadLayout layout);

  /** Turns by i and j. */
  static Rotary rotary(Rotation rotation) {
    return new Rotary(rotation, new Positions(null, null, 0));
  }

  /** Normalizes each head, with ε = 0. */
  static Norm norm(VectorNorm norm) {
    return new Norm(norm, false, 0, null, null, null, null);
  }

  /** See {@link #rotary}. */
  record Rotary(Rotation rotation, Positions positions) implements Preparing {

    Rotary at(double @Nullable [] queries, double @Nullable [] keys) {
      return new Rotary(rotation, new Positions(queries, keys, positions.offset()));
    }

    Rotary offset(int offset) {
      return new Rotary(rotation, new Positions(null, null, offset));
    }

    @Override
    public <M extends Matrix<M>> Preparation<M> over(Kernel<M> kernel, HeadLayout layout) {
      return new RotaryEmbedding<>(kernel, rotation, positions, layout);
    }
  }

  /** See {@link #norm}. */
  record Norm(
      VectorNorm norm,
      boolean all,
      double epsilon,
      double @Nullable [] queryGain,
      double @Nullable [] queryBias,
      double @Nullable [] keyGain,
      double @Nullable [] keyBias)
      implements Preparing {

    Norm overAll() {
      return new Norm(norm, true, epsilon, queryGain, queryBias, keyGain, keyBias);
    }

    Norm epsilon(double other) {
      return new Norm(norm, all, other, queryGain, queryBias, keyGain, keyBias);
    }

    Norm query(double[] gain, double @Nullable [] bias) {
      return new Norm(norm, all, epsilon, gain, bias, keyGain, keyBias);
    }

    Norm key(double[] gain, double @Nullable [] bias) {
      return new Norm(norm, all, epsilon, queryGain, queryBias, gain, bias);
    }

    @Override
    public <M extends Matrix<M>> Preparation<M> over(Kernel<M> kernel, HeadLayout layout) {
      return new QueryKeyNorm<>(
          norm,
          epsilon,
          affine(kernel, layout.heads(), queryGain, queryBias),
          affine(kernel, layout.keyValueHeads(), keyGain, keyBias));
    }

    private <M extends Matrix<M>> Affine<M> affine(
        Kernel<M> kernel, int heads, double @Nullable [] gain, double @Nullable [] bias) {
      return new Affine<>(
          all ? 1 : heads,
          gain == null ? null : Plan.matrix(kernel, gain),
          bias == null ? null : Plan.matrix(kernel, bias));
    }
  }
}
