package attention.web;

import attention.capacity.ComputeBudget;
import attention.capacity.Cores;
import attention.capacity.Cores.Permit;
import attention.capacity.Meters;
import attention.capacity.Tracing;
import attention.capacity.Tracing.Section;
import attention.capacity.Tracing.Step;
import attention.check.AnswerCheck;
import attention.check.Report;
import attention.front.ClientPresence;
import attention.request.CheckRequest;
import attention.request.Received;
import attention.service.AttentionService;
import attention.service.Expense;
import attention.trace.Checkpoint;
import attention.trace.Trace;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;

/** Computes a check on the thread of its request, under a permit and within its compute time. */
final class Checking {

  /** The share of the compute time after which no further cause is tried. */
  private static final double SHARE = 0.5;

  /** How many times the work of its request a check counts. */
  private static final int COMPUTATIONS = 10;

  private final AttentionService attentionService;
  private final Cores cores;
  private final Meters meters;
  private final Tracing tracing;
  private final Duration computeTime;

  Checking(
      AttentionService attentionService,
      Cores cores,
      Meters meters,
      Tracing tracing,
      Duration computeTime) {
    this.attentionService = attentionService;
    this.cores = cores;
    this.meters = meters;
    this.tracing = tracing;
    this.computeTime = computeTime;
    meters.expectCauses(AnswerCheck.codes());
  }

  Report check(Received<CheckRequest> received, MemoryReservation memory, HttpServletRequest http) {
    ClientPresence client = ClientPresence.of(http);
    try (Permit permit = cores.permit(client.budget())) {
      Report report =
          Checkpoint.during(
              () -> client.pass(permit), () -> run(plan(received, memory, client.budget())));
      meters.checked(report.mechanism(), report.outcome(), report.causes());
      return report;
    }
  }

  private AnswerCheck plan(
      Received<CheckRequest> received, MemoryReservation memory, ComputeBudget budget) {
    CheckRequest check = received.request();
    double most = SHARE * computeTime.toNanos();
    try (Section section = tracing.begin(Step.PLAN)) {
      Trace trace =
          attentionService.attend(
              received.wanting(AnswerCheck.compared(check)), expense(memory, received.bytes()));
      AnswerCheck answers = new AnswerCheck(check, trace, () -> budget.consumedNanos() > most);
      memory.memory(answers.bytesKept());
      return answers;
    }
  }

  private Report run(AnswerCheck answers) {
    try (Section section = tracing.begin(Step.COMPUTE)) {
      return answers.run();
    }
  }

  /** A check holds more than the answer that it is for, and computes it again for each cause. */
  private static Expense expense(MemoryReservation memory, long read) {
    return new Expense() {
      @Override
      public void memory(long bytes) {
        memory.memory(AnswerCheck.bytes(read, bytes));
      }

      @Override
      public void work(double multiplyAdds) {
        memory.work(COMPUTATIONS * multiplyAdds);
      }
    };
  }
}
