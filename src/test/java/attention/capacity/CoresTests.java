package attention.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import attention.capacity.Cores.Permit;
import org.junit.jupiter.api.Test;

/** Permits of one core, of which there are two, on a clock that tests advance. */
class CoresTests {

  private final OneCore core = new OneCore();
  private final Cores cores = core.cores;

  private static ComputeBudget consumed(long millis) {
    ComputeBudget budget = ComputeBudget.unlimited();
    budget.charge(millis * OneCore.MS);
    return budget;
  }

  @Test
  void thereAreTwoPermitsForACore() {
    assertThat(cores.idle()).isOne();
    try (Permit first = core.taken()) {
      assertThat(cores.idle()).isZero();
      try (Permit second = core.taken()) {
        assertThat(cores.idle()).isEqualTo(-1);
      }
    }
    assertThat(cores.idle()).isOne();
  }

  @Test
  void theRequestThatConsumedLeastGoesNext() throws InterruptedException {
    try (Permit kept = core.taken()) {
      Permit permit = core.taken();
      Thread large = core.waiting("large", consumed(3_000));
      Thread small = core.waiting("small", consumed(0));
      Thread medium = core.waiting("medium", consumed(40));
      permit.close();
      large.join();
      small.join();
      medium.join();
      assertThat(core.order).containsExactly("small", "medium", "large");
      assertThat(cores.waiting()).isZero();
      assertThat(cores.idle()).isZero();
    }
  }

  @Test
  void atACheckpointARequestWithLessConsumptionGoesFirst() throws InterruptedException {
    ComputeBudget budget = consumed(0);
    try (Permit kept = core.taken();
        Permit permit = cores.permit(budget)) {
      Thread small = core.waiting("small", consumed(0));
      permit.checkpoint();
      assertThat(core.order).isEmpty();
      core.clock.addAndGet(5 * OneCore.MS);
      permit.checkpoint();
      core.order.add("large");
      small.join();
      assertThat(core.order).containsExactly("small", "large");
      assertThat(cores.idle()).isEqualTo(-1);
    }
  }

  @Test
  void atACheckpointARequestWithMoreConsumptionGoesOnWaiting() throws InterruptedException {
    Thread large;
    try (Permit kept = core.taken();
        Permit permit = cores.permit(consumed(10))) {
      large = core.waiting("large", consumed(30));
      core.clock.addAndGet(5 * OneCore.MS);
      permit.checkpoint();
      assertThat(core.order).isEmpty();
      assertThat(cores.waiting()).isOne();
    }
    large.join();
    assertThat(core.order).containsExactly("large");
  }

  @Test
  void onlyTimeUnderAPermitIsCharged() {
    ComputeBudget budget = ComputeBudget.unlimited();
    try (Permit permit = cores.pausedPermit(budget)) {
      core.clock.addAndGet(100);
      permit.resume();
      core.clock.addAndGet(7);
      permit.pause();
      permit.pause();
      core.clock.addAndGet(1_000);
      assertThat(budget.consumedNanos()).isEqualTo(7);
      permit.resume();
      permit.resume();
      core.clock.addAndGet(20);
      permit.checkpoint();
      assertThat(budget.consumedNanos()).isEqualTo(27);
      core.clock.addAndGet(3);
    }
    assertThat(budget.consumedNanos()).isEqualTo(30);
    assertThat(cores.idle()).isOne();
  }

  @Test
  void waitingIsNotCharged() throws InterruptedException {
    ComputeBudget budget = ComputeBudget.unlimited();
    try (Permit kept = core.taken()) {
      Permit permit = core.taken();
      Thread waiting = core.waiting("late", budget);
      core.clock.addAndGet(500 * OneCore.MS);
      permit.close();
      waiting.join();
    }
    assertThat(budget.consumedNanos()).isZero();
  }

  @Test
  void aCheckpointResumesAPausedPermit() {
    try (Permit permit = cores.pausedPermit(ComputeBudget.unlimited())) {
      permit.checkpoint();
      assertThat(cores.idle()).isZero();
    }
    assertThat(cores.idle()).isOne();
  }

  @Test
  void withoutAPermitNothingIsWaitedFor() {
    try (Permit first = core.taken();
        Permit second = core.taken()) {
      Permit.NONE.resume();
      Permit.NONE.checkpoint();
      Permit.NONE.pause();
      Permit.NONE.close();
      assertThat(cores.idle()).isEqualTo(-1);
      assertThat(cores.waiting()).isZero();
    }
  }
}
