package attention.web;

import attention.capacity.Cores;
import attention.capacity.Cores.Permit;
import attention.capacity.Tracing;
import attention.capacity.Tracing.Section;
import attention.capacity.Tracing.Step;
import attention.front.ClientPresence;
import attention.request.Received;
import attention.service.AttentionService;
import attention.trace.Checkpoint;
import attention.trace.Trace;

/** Plans responses. It takes a permit as soon as there is so much to round or to draw. */
final class RequestPlanner {

  /** Up to so many bytes, rounding what was read is cheaper than acquiring a permit. */
  private static final long SMALL = 64 * 1024;

  private final AttentionService attentionService;
  private final Cores cores;
  private final Tracing tracing;

  RequestPlanner(AttentionService attentionService, Cores cores, Tracing tracing) {
    this.attentionService = attentionService;
    this.cores = cores;
    this.tracing = tracing;
  }

  /**
   * The response to a request, of which nothing is computed yet.
   *
   * @throws attention.problem.ProblemException with every fault of the request
   */
  Trace plan(Received<?> received, MemoryReservation memory) {
    ClientPresence client = memory.client();
    try (Section plan = tracing.begin(Step.PLAN);
        Permit permit = cores.pausedPermit(client.budget())) {
      if (received.bytes() > SMALL) {
        permit.resume();
      }
      return Checkpoint.during(
          () -> client.pass(permit), () -> attentionService.attend(received, memory));
    }
  }
}
