package attention.service;

import attention.matrix.Matrix;
import attention.mechanism.Pipeline;
import attention.mechanism.WorkingMemory;
import attention.problem.FaultCode;
import attention.problem.Pointer;
import attention.request.InputMatrix;
import attention.request.ScoreShaping;
import attention.stage.Alibi;
import attention.stage.Bias;
import attention.stage.Mask;
import attention.stage.Masking;
import attention.stage.Normalization;
import attention.stage.Scale;
import attention.stage.Softcap;
import attention.stage.Stage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stages between score function and normalization, over {@code q} queries and {@code n} keys:
 * scale, softcap, bias and mask, as far as the request has them.
 */
final class ShapingBuilder<M extends Matrix<M>> {

  private final PlanContext<M> context;
  private final Size q;
  private final Size n;
  private final @Nullable Double scale;
  private final @Nullable Double softcap;
  private final @Nullable CheckedMatrix<M> bias;
  private final @Nullable Mask mask;

  /**
   * Checks the members.
   *
   * @param defaultScale the mechanism's own scale, if it has one
   */
  ShapingBuilder(
      PlanContext<M> context, Size q, Size n, ScoreShaping request, @Nullable Double defaultScale) {
    this.context = context;
    this.q = q;
    this.n = n;
    if (request.scale() != null) {
      context.withinDtype(request.scale(), Pointer.ROOT.child("scale"));
    }
    if (request.softcap() != null) {
      checkSoftcap(request.softcap());
    }
    this.scale = request.scale() != null ? request.scale() : defaultScale;
    this.softcap = request.softcap();
    this.bias = request.bias() == null ? null : bias(request.bias());
    this.mask =
        request.mask() == null ? null : new MaskBuilder(context, q, n).build(request.mask());
  }

  /** The multiply-adds of a cell that are not in every one. */
  long cellWork() {
    return softcap == null ? 0 : Work.tanh(context.dtype());
  }

  private void checkSoftcap(double softcap) {
    double rounded = context.dtype().round(softcap);
    if (!(rounded > 0) || Double.isInfinite(rounded)) {
      context
          .faults()
          .add(
              FaultCode.VALUE_OUT_OF_RANGE,
              Pointer.ROOT.child("softcap"),
              "Expected a number above 0 and within %s, found %s. Leave the member out to have no cap.",
              context.dtype(),
              softcap);
    }
  }

  /** A bias of q × n. */
  CheckedMatrix<M> bias(InputMatrix request) {
    CheckedMatrix<M> checked = context.overKeys(request);
    if (checked.isSound() && q.isKnownWith(n)) {
      context.fit(
          checked.rows().fits(q) && checked.columns().fits(n),
          checked.at(),
          "Expected %s × %s, a row for each query and a column for each key, found %s.",
          q,
          n,
          checked.shape());
    }
    return checked;
  }

  /**
   * The stages of one head after the score function.
   *
   * @param headBias the bias that this head has beside the shared one
   * @param alibi what the distance takes away in this head
   */
  private List<Stage<M>> build(@Nullable M headBias, @Nullable Alibi alibi) {
    List<Stage<M>> stages = new ArrayList<>();
    if (scale != null) {
      stages.add(new Scale<>(context.kernel(), scale));
    }
    if (softcap != null) {
      stages.add(new Softcap<>(context.kernel(), softcap));
    }
    if (bias != null || headBias != null || alibi != null) {
      M shared = bias == null ? null : bias.get();
      stages.add(new Bias<>(context.kernel(), shared, headBias, alibi));
    }
    if (mask != null && mask.restricts()) {
      stages.add(new Masking<>(context.kernel(), mask));
    }
    return stages;
  }

  /** The pipeline of the only head. */
  Pipeline<M> pipeline(Stage<M> score, Normalization normalization, @Nullable Double sink) {
    return pipeline(score, null, null, normalization, sink);
  }

  /** The pipeline of one head among several. */
  Pipeline<M> pipeline(
      Stage<M> score,
      @Nullable M headBias,
      @Nullable Alibi alibi,
      Normalization normalization,
      @Nullable Double sink) {
    List<Stage<M>> stages = new ArrayList<>();
    stages.add(score);
    stages.addAll(build(headBias, alibi));
    return new Pipeline<>(context.kernel(), stages, normalization, sink);
  }

  /**
   * How many matrices a head computes in for a block: scores, each stage after them, and weights.
   *
   * @param picked whether the request picks its queries, so that their biases are copied
   */
  int stageCount(@Nullable M headBias, @Nullable Alibi alibi, boolean picked) {
    boolean copies = picked && (bias != null || headBias != null);
    return 2 + build(headBias, alibi).size() + (copies ? 1 : 0);
  }

  /** That of the only head. */
  int stageCount(boolean picked) {
    return stageCount(null, null, picked);
  }

  /** What a row is normalized in. */
  WorkingMemory working(Normalization normalization) {
    return new WorkingMemory(0, normalization.workingBytes(n.value()));
  }
}
