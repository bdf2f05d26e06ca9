package attention.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import attention.capacity.Cores.Permit;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A request that must stop does so while it waits and at its checkpoints, and loses no permit. */
class StoppedRequestTests {

  private final OneCore core = new OneCore();
  private final Cores cores = core.cores;

  @Test
  void usedUpComputeTimeEndsARequestAtItsCheckpointAndFreesItsPermit() {
    ComputeBudget budget = new ComputeBudget(Duration.ofMillis(10));
    assertThatThrownBy(
            () -> {
              try (Permit permit = cores.permit(budget)) {
                core.clock.addAndGet(10 * OneCore.MS);
                permit.checkpoint();
                core.clock.addAndGet(1);
                permit.checkpoint();
              }
            })
        .isInstanceOf(ComputeTimeExceededException.class);
    assertThat(budget.consumedNanos()).isEqualTo(10 * OneCore.MS + 1);
    assertThat(cores.idle()).isOne();
    assertThatThrownBy(() -> cores.permit(budget)).isInstanceOf(ComputeTimeExceededException.class);
    assertThat(cores.idle()).isOne();
  }

  @Test
  void aRequestThatIsCancelledStopsWaiting() throws InterruptedException {
    ComputeBudget budget = ComputeBudget.unlimited();
    try (Permit first = core.taken();
        Permit second = core.taken()) {
      Thread waiting = core.waiting("left", budget);
      budget.cancel();
      waiting.join(10_000);
      assertThat(core.order).containsExactly("left cancelled");
      assertThat(cores.waiting()).isZero();
    }
    assertThat(cores.idle()).isOne();
  }

  @Test
  void aRequestWhoseClientLeavesStopsWaiting() throws InterruptedException {
    ComputeBudget budget = ComputeBudget.unlimited();
    AtomicBoolean left = new AtomicBoolean();
    budget.watch(() -> {
      if (left.get()) {
        budget.cancel();
      }
    });
    try (Permit first = core.taken();
        Permit second = core.taken()) {
      Thread waiting = core.waiting("left", budget);
      left.set(true);
      waiting.join(10_000);
      assertThat(core.order).containsExactly("left cancelled");
      assertThat(cores.waiting()).isZero();
    }
  }

  @Test
  void aRequestWhoseWatchFailsWhileItWaitsLeavesTheQueue() {
    ComputeBudget budget = ComputeBudget.unlimited();
    budget.watch(() -> {
      throw new IllegalStateException("It cannot be looked at");
    });
    try (Permit first = core.taken();
        Permit second = core.taken()) {
      assertThatThrownBy(() -> cores.permit(budget)).isInstanceOf(IllegalStateException.class);
      assertThat(cores.waiting()).isZero();
    }
    assertThat(cores.idle()).isOne();
  }

  @Test
  void aThreadThatIsInterruptedStopsWaiting() throws InterruptedException {
    try (Permit first = core.taken();
        Permit second = core.taken()) {
      Thread waiting = core.waiting("stopped", ComputeBudget.unlimited());
      waiting.interrupt();
      waiting.join(10_000);
      assertThat(core.order).containsExactly("stopped cancelled");
    }
    assertThat(cores.idle()).isOne();
  }

  @Test
  void aRequestThatIsCancelledWhileItGivesWayLosesItsPermitOnce() throws Exception {
    ComputeBudget budget = ComputeBudget.unlimited();
    try (Permit kept = core.taken()) {
      CompletableFuture<Void> giving = new CompletableFuture<>();
      Permit mine = core.taken();
      Thread thread =
          Thread.ofPlatform()
              .daemon()
              .start(() -> {
                try (Permit permit = cores.permit(budget)) {
                  Thread small = holding(giving);
                  core.clock.addAndGet(5 * OneCore.MS);
                  permit.checkpoint();
                  core.order.add("went on");
                } catch (CancellationException e) {
                  core.order.add("cancelled");
                }
              });
      mine.close();
      await().until(() -> core.order.contains("holds"));
      budget.cancel();
      thread.join(10_000);
      assertThat(core.order).containsExactly("holds", "cancelled");
      assertThat(cores.idle()).isEqualTo(-1);
      giving.complete(null);
      await().until(() -> cores.idle() == 0);
    }
    assertThat(cores.idle()).isOne();
  }

  /** A thread that waits for a permit, and keeps it until it is told to end. */
  private Thread holding(CompletableFuture<Void> end) {
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              try (Permit permit = core.taken()) {
                core.order.add("holds");
                end.join();
              }
            });
    await().until(() -> cores.waiting() == 1);
    return thread;
  }
}
