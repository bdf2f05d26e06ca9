package attention.service;

import attention.kernel.Kernel;
import attention.kernel.Kernels;
import attention.matrix.Matrix;
import attention.problem.ProblemException;
import attention.request.AdditiveRequest;
import attention.request.AttentionRequest;
import attention.request.CheckRequest;
import attention.request.EncoderDecoderRequest;
import attention.request.Limits;
import attention.request.MultiHeadRequest;
import attention.request.MultiplicativeRequest;
import attention.request.Received;
import attention.request.ScaledRequest;
import attention.request.SelfRequest;
import attention.request.WeightsRequest;
import attention.trace.Footprint;
import attention.trace.Trace;
import java.util.function.ToLongFunction;

/**
 * The attention service: from a request that could be read to the trace of its answer, or to
 * everything in it that does not fit.
 */
public final class AttentionService {

  private final Kernels kernels;
  private final Limits limits;
  private final ToLongFunction<Footprint> inProgress;

  /**
   * @param inProgress the bytes that an answer holds while it is written, beside what its blocks
   *     share
   */
  public AttentionService(Kernels kernels, Limits limits, ToLongFunction<Footprint> inProgress) {
    this.kernels = kernels;
    this.limits = limits;
    this.inProgress = inProgress;
  }

  /**
   * Plans an answer, which is computed as it is read.
   *
   * @param expense takes what it costs, or throws
   * @throws ProblemException with every fault of the request
   */
  public Trace attend(Received<?> received, Expense expense) {
    return switch (received.request().options().dtype()) {
      case FLOAT32 -> attend(received, kernels.float32(), expense);
      case FLOAT64 -> attend(received, kernels.float64(), expense);
      case FLOAT16 -> attend(received, kernels.float16(), expense);
      case BFLOAT16 -> attend(received, kernels.bfloat16(), expense);
    };
  }

  private <M extends Matrix<M>> Trace attend(
      Received<?> received, Kernel<M> kernel, Expense expense) {
    PlanContext<M> context =
        new PlanContext<>(kernel, limits, received.faults(), received.wanted(), received.named());
    Plan<?> plan = plan(received.request(), context);
    received.faults().throwIfAny();
    return plan.reserved(footprint -> {
      if (received.written()) {
        context.limits().answer(footprint, kernel.dtype());
        received.faults().throwIfAny();
      }
      expense.memory(
          context.limits().derived() * kernel.dtype().bytesInMemory()
              + footprint.sharedBytes()
              + inProgress.applyAsLong(footprint));
      expense.work(context.limits().charged());
    });
  }

  private static <M extends Matrix<M>> Plan<?> plan(
      AttentionRequest attention, PlanContext<M> context) {
    return switch (attention) {
      case SelfRequest request -> SelfPlan.of(request, context);
      case ScaledRequest request -> HeadsPlan.of(request, context);
      case MultiHeadRequest request -> HeadsPlan.of(request, context);
      case AdditiveRequest request -> ScoresPlan.of(request, context);
      case MultiplicativeRequest request -> ScoresPlan.of(request, context);
      case EncoderDecoderRequest request -> EncoderDecoderPlan.of(request, context);
      case CheckRequest check -> plan(check.request(), context);
      case WeightsRequest request -> WeightsPlan.of(request, context);
    };
  }
}
