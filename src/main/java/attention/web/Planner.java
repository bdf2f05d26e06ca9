package attention.web;

import attention.capacity.Workers;
import attention.kernel.Kernel;
import attention.kernel.Kernels;
import attention.matrix.Matrix;
import attention.mechanism.Trace;

/**
 * Makes the plan of an answer out of a request that could be read, or refuses it with everything
 * that does not fit.
 */
final class Planner {

  private final Kernels kernels;
  private final Limits limits;
  private final Workers workers;

  /** How the requests of one mechanism are planned, in any dtype. */
  interface Plan<T extends Record> {
    <M extends Matrix<M>> Trace of(T request, Draft<M> draft);
  }

  Planner(Kernels kernels, Limits limits, Workers workers) {
    this.kernels = kernels;
    this.limits = limits;
    this.workers = workers;
  }

  /**
   * Plans an answer.
   *
   * @throws Refusal if anything does not fit
   * @throws attention.capacity.AtCapacityException if the plan needs more memory than there is now
   */
  <T extends Record> Trace plan(Received<T> received, AnswerOptions options, Plan<T> plan) {
    return switch (options.dtype()) {
      case FLOAT32 -> plan(received, kernels.float32(), plan);
      case FLOAT64 -> plan(received, kernels.float64(), plan);
    };
  }

  private <T extends Record, M extends Matrix<M>> Trace plan(
      Received<T> received, Kernel<M> kernel, Plan<T> plan) {
    Draft<M> draft = new Draft<>(kernel, limits, received);
    Trace trace = plan.of(received.request(), draft);
    draft.cover(trace.sharedBytes() + Delivery.bytes(trace, workers));
    return trace;
  }
}
