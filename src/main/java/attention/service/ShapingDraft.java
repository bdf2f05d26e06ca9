package attention.service;

import attention.matrix.Matrix;
import attention.mechanism.Bias;
import attention.mechanism.Mask;
import attention.mechanism.Masking;
import attention.mechanism.Scale;
import attention.mechanism.Softcap;
import attention.mechanism.Stage;
import attention.problem.FaultCode;
import attention.problem.Pointer;
import attention.request.InputMatrix;
import attention.request.ScoreShaping;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stages between score function and normalization in the making, over {@code q} queries and
 * {@code n} keys; below 0 if the request leaves that unknown.
 */
record ShapingDraft<M extends Matrix<M>>(Draft<M> draft, int q, int n) {

  /** The stages of one head: scale, softcap, bias and mask, as far as the request has them. */
  interface Stages<M extends Matrix<M>> {

    /**
     * The stages.
     *
     * @param headBias the bias that this head has beside the shared one
     */
    List<Stage<M>> of(@Nullable M headBias);
  }

  /**
   * Checks the members and makes the stages.
   *
   * @param ownScale the mechanism's own scale, for want of another
   */
  Stages<M> stages(ScoreShaping shaping, @Nullable Double ownScale) {
    Double scale = shaping.scale() != null ? Double.valueOf(scale(shaping.scale())) : ownScale;
    Double softcap = shaping.softcap() == null ? null : Double.valueOf(softcap(shaping.softcap()));
    M bias = shaping.bias() == null ? null : bias(shaping.bias());
    Mask mask =
        shaping.mask() == null ? null : new MaskDraft(draft.faults(), q, n).mask(shaping.mask());
    return headBias -> {
      List<Stage<M>> stages = new ArrayList<>();
      if (scale != null) {
        stages.add(new Scale<>(draft.kernel(), scale));
      }
      if (softcap != null) {
        stages.add(new Softcap<>(draft.kernel(), softcap));
      }
      if (bias != null || headBias != null) {
        stages.add(new Bias<>(draft.kernel(), bias, headBias));
      }
      if (mask != null && mask.restricts()) {
        stages.add(new Masking<>(draft.kernel(), mask));
      }
      return stages;
    };
  }

  private double scale(double scale) {
    if (Double.isInfinite(draft.dtype().round(scale))) {
      draft
          .faults()
          .add(
              FaultCode.OUTSIDE_DTYPE,
              Pointer.ROOT.child("scale"),
              "Expected a number within %s (at most %s), found %s.",
              draft.dtype(),
              draft.dtype().text(draft.dtype().largest()),
              scale);
    }
    return scale;
  }

  private double softcap(double softcap) {
    double rounded = draft.dtype().round(softcap);
    if (!(rounded > 0) || Double.isInfinite(rounded)) {
      draft
          .faults()
          .add(
              FaultCode.VALUE_OUT_OF_RANGE,
              Pointer.ROOT.child("softcap"),
              "Expected a number above 0 and within %s, found %s. Leave the member out to have no cap.",
              draft.dtype(),
              softcap);
    }
    return softcap;
  }

  /** A bias of q × n. */
  M bias(InputMatrix bias) {
    M matrix = draft.overKeys(bias);
    if (bias.sound() && q >= 0 && n >= 0) {
      draft.fit(
          bias.rows() == q && bias.columns() == n,
          bias.at(),
          "Expected %d × %d, a row for each query and a column for each key, found %s.",
          q,
          n,
          bias.shape());
    }
    return matrix;
  }
}
