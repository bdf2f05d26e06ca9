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
import attention.trace.Footprint;
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

  /** The bytes of a block that is compared: one at a time, of which no text is made. */
  static long bytesInProgress(Footprint answer) {
    return answer.blockBytes() + answer.workingBytes();
  }

  Report check(Received<CheckRequest> received, MemoryReservation memory, HttpServletRequest http) {
    ClientPresence client = ClientPresence.of(http);
    CheckExpense expense = new CheckExpense(memory, received.bytes());
    try (Permit permit = cores.permit(client.budget())) {
      Report report =
          Checkpoint.during(
              () -> client.pass(permit),
              () -> {
                AnswerCheck answers = plan(received, memory, expense, client.budget());
                return run(answers, expense);
              });
      meters.checked(report.mechanism(), report.outcome(), report.causes());
      return report;
    }
  }

  private AnswerCheck plan(
      Received<CheckRequest> received,
      MemoryReservation memory,
      CheckExpense expense,
      ComputeBudget budget) {
    CheckRequest check = received.request();
    double most = SHARE * computeTime.toNanos();
    try (Section section = tracing.begin(Step.PLAN)) {
      Trace trace = attentionService.attend(received.wanting(AnswerCheck.compared(check)), expense);
      AnswerCheck answers = new AnswerCheck(check, trace, () -> budget.consumedNanos() > most);
      memory.memory(answers.bytesKept());
      memory.memory(answers.bytesOfMistakes());
      return answers;
    }
  }

  /** Runs a check; one that is cancelled is charged for what was done until then. */
  private Report run(AnswerCheck answers, CheckExpense expense) {
    try (Section section = tracing.begin(Step.COMPUTE)) {
      return answers.run();
    } finally {
      expense.settle(answers.work());
    }
  }

  /** A check holds more than the answer that it is for, and computes it again for each cause. */
  private static final class CheckExpense implements Expense {

    private final MemoryReservation reservation;
    private final long read;
    private double charged;

    CheckExpense(MemoryReservation reservation, long read) {
      this.reservation = reservation;
      this.read = read;
    }

    @Override
    public void memory(long bytes) {
      reservation.memory(AnswerCheck.bytes(read, bytes));
    }

    @Override
    public void work(double multiplyAdds) {
      charged = COMPUTATIONS * multiplyAdds;
      reservation.work(charged);
    }

    /** Charges what the search cost beyond that. */
    void settle(double done) {
      if (done > charged) {
        reservation.settle(done - charged);
      }
    }
  }
}
