package attention.web;

import attention.capacity.ComputeBudget;
import attention.capacity.Cores;
import attention.capacity.Cores.Permit;
import attention.capacity.Meters;
import attention.check.AnswerCheck;
import attention.check.Report;
import attention.front.ClientPresence;
import attention.request.CheckRequest;
import attention.request.Received;
import attention.service.AttentionService;
import attention.trace.Checkpoint;
import attention.trace.Trace;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;

/** Computes a check on the thread of its request, under a permit and within its compute time. */
final class Checking {

  /** The share of the compute time after which no further cause is tried. */
  private static final double SHARE = 0.5;

  private final AttentionService attentionService;
  private final Cores cores;
  private final Meters meters;
  private final Duration computeTime;

  Checking(AttentionService attentionService, Cores cores, Meters meters, Duration computeTime) {
    this.attentionService = attentionService;
    this.cores = cores;
    this.meters = meters;
    this.computeTime = computeTime;
    meters.expectCauses(AnswerCheck.codes());
  }

  Report check(Received<CheckRequest> received, MemoryReservation memory, HttpServletRequest http) {
    CheckRequest check = received.request();
    long read = received.bytes();
    ClientPresence client = ClientPresence.of(http);
    ComputeBudget budget = client.budget();
    double most = SHARE * computeTime.toNanos();
    try (Permit permit = cores.permit(budget)) {
      Report report =
          Checkpoint.during(
              () -> client.pass(permit),
              () -> {
                Trace trace =
                    attentionService.attend(
                        received.wanting(AnswerCheck.compared(check)),
                        bytes -> memory.require(AnswerCheck.bytes(read, bytes)));
                return new AnswerCheck(check, trace, read, () -> budget.consumedNanos() > most)
                    .run();
              });
      meters.checked(report.mechanism(), report.outcome(), report.causes());
      return report;
    }
  }
}
