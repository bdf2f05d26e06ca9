package attention.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import attention.capacity.Cores.Permit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Permits of one core, of which there are two, on a clock that tests advance. */
class CoresTests {

  private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);

  private final AtomicLong clock = new AtomicLong();
  private final Cores cores = new Cores(1, clock::get);
  private final List<String> order = new CopyOnWriteArrayList<>();

  private static ComputeBudget consumed(long millis) {
    ComputeBudget budget = ComputeBudget.unlimited();
    budget.charge(millis * MS);
    return budget;
  }

  private Permit taken() {
    return cores.permit(ComputeBudget.unlimited());
  }

  /** A thread that waits for a permit, notes its name, and gives the permit back. */
  private Thread waiting(String name, ComputeBudget budget) {
    int before = cores.waiting();
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              try (Permit permit = cores.permit(budget)) {
                order.add(name);
              }
            });
    await().until(() -> cores.waiting() == before + 1);
    return thread;
  }

  @Test
  void thereAreTwoPermitsForACore() {
    assertThat(cores.idle()).isOne();
    try (Permit first = taken()) {
      assertThat(cores.idle()).isZero();
      try (Permit second = taken()) {
        assertThat(cores.idle()).isEqualTo(-1);
      }
    }
    assertThat(cores.idle()).isOne();
  }

  @Test
  void theRequestThatConsumedLeastGoesNext() throws InterruptedException {
    try (Permit kept = taken()) {
      Permit permit = taken();
      Thread large = waiting("large", consumed(3_000));
      Thread small = waiting("small", consumed(0));
      Thread medium = waiting("medium", consumed(40));
      permit.close();
      large.join();
      small.join();
      medium.join();
      assertThat(order).containsExactly("small", "medium", "large");
      assertThat(cores.waiting()).isZero();
      assertThat(cores.idle()).isZero();
    }
  }

  @Test
  void atACheckpointARequestWithLessConsumptionGoesFirst() throws InterruptedException {
    ComputeBudget budget = consumed(0);
    try (Permit kept = taken();
        Permit permit = cores.permit(budget)) {
      Thread small = waiting("small", consumed(0));
      permit.checkpoint();
      assertThat(order).isEmpty();
      clock.addAndGet(5 * MS);
      permit.checkpoint();
      order.add("large");
      small.join();
      assertThat(order).containsExactly("small", "large");
      assertThat(cores.idle()).isEqualTo(-1);
    }
  }

  @Test
  void atACheckpointARequestWithMoreConsumptionGoesOnWaiting() throws InterruptedException {
    Thread large;
    try (Permit kept = taken();
        Permit permit = cores.permit(consumed(10))) {
      large = waiting("large", consumed(30));
      clock.addAndGet(5 * MS);
      permit.checkpoint();
      assertThat(order).isEmpty();
      assertThat(cores.waiting()).isOne();
    }
    large.join();
    assertThat(order).containsExactly("large");
  }

  @Test
  void onlyTimeUnderAPermitIsCharged() {
    ComputeBudget budget = ComputeBudget.unlimited();
    try (Permit permit = cores.pausedPermit(budget)) {
      clock.addAndGet(100);
      permit.resume();
      clock.addAndGet(7);
      permit.pause();
      permit.pause();
      clock.addAndGet(1_000);
      assertThat(budget.consumedNanos()).isEqualTo(7);
      permit.resume();
      permit.resume();
      clock.addAndGet(20);
      permit.checkpoint();
      assertThat(budget.consumedNanos()).isEqualTo(27);
      clock.addAndGet(3);
    }
    assertThat(budget.consumedNanos()).isEqualTo(30);
    assertThat(cores.idle()).isOne();
  }

  @Test
  void waitingIsNotCharged() throws InterruptedException {
    ComputeBudget budget = ComputeBudget.unlimited();
    try (Permit kept = taken()) {
      Permit permit = taken();
      Thread waiting = waiting("late", budget);
      clock.addAndGet(500 * MS);
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
    try (Permit first = taken();
        Permit second = taken()) {
      Permit.NONE.resume();
      Permit.NONE.checkpoint();
      Permit.NONE.pause();
      Permit.NONE.close();
      assertThat(cores.idle()).isEqualTo(-1);
      assertThat(cores.waiting()).isZero();
    }
  }
}
