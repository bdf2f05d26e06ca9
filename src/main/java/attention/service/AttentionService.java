package attention.service;

import attention.kernel.Kernel;
import attention.kernel.Kernels;
import attention.matrix.Matrix;
import attention.mechanism.Trace;
import attention.problem.ProblemException;
import attention.request.AdditiveRequest;
import attention.request.EncoderDecoderRequest;
import attention.request.Limits;
import attention.request.MultiHeadRequest;
import attention.request.MultiplicativeRequest;
import attention.request.Received;
import attention.request.ScaledRequest;
import attention.request.SelfRequest;
import attention.request.WeightsRequest;
import java.util.function.LongConsumer;
import java.util.function.ToLongFunction;

/**
 * The attention service: plans the answer of a request that could be read, or refuses it with
 * everything that does not fit.
 */
public final class AttentionService {

  private final Kernels kernels;
  private final Limits limits;
  private final ToLongFunction<Trace> inProgress;

  /**
   * @param inProgress the bytes that an answer holds while it is written, beside what its blocks
   *     share
   */
  public AttentionService(Kernels kernels, Limits limits, ToLongFunction<Trace> inProgress) {
    this.kernels = kernels;
    this.limits = limits;
    this.inProgress = inProgress;
  }

  /**
   * Plans an answer, which is computed as it is read.
   *
   * @param memory makes sure of so many bytes beside the inputs, or throws
   * @throws ProblemException if anything does not fit
   */
  public Trace attend(Received<?> received, LongConsumer memory) {
    return switch (received.request().options().dtype()) {
      case FLOAT32 -> plan(received, kernels.float32(), memory);
      case FLOAT64 -> plan(received, kernels.float64(), memory);
      case FLOAT16 -> plan(received, kernels.float16(), memory);
      case BFLOAT16 -> plan(received, kernels.bfloat16(), memory);
    };
  }

  private <M extends Matrix<M>> Trace plan(
      Received<?> received, Kernel<M> kernel, LongConsumer memory) {
    Draft<M> draft = new Draft<>(kernel, limits, received.faults(), memory);
    Trace trace =
        switch (received.request()) {
          case SelfRequest request -> SelfPlan.plan(request, draft);
          case ScaledRequest request -> HeadsPlan.scaled(request, draft);
          case MultiHeadRequest request -> HeadsPlan.multiHead(request, draft);
          case AdditiveRequest request -> ScoresPlan.additive(request, draft);
          case MultiplicativeRequest request -> ScoresPlan.multiplicative(request, draft);
          case EncoderDecoderRequest request -> EncoderDecoderPlan.plan(request, draft);
          case WeightsRequest request -> WeightsPlan.plan(request, draft);
        };
    draft.cover(trace.sharedBytes() + inProgress.applyAsLong(trace));
    return trace;
  }
}
