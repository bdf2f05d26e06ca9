package attention.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import attention.capacity.Cores.Permit;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A request that must stop does so while it waits and at its checkpoints, and loses no permit. */
class StoppedRequestTests {

  private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);

  private final AtomicLong clock = new AtomicLong();
  private final Cores cores = new Cores(1, clock::get);
  private final List<String> order = new CopyOnWriteArrayList<>();

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
              } catch (CancellationException e) {
                order.add(name + " cancelled");
              }
            });
    await().until(() -> cores.waiting() == before + 1);
    return thread;
  }

  @Test
  void usedUpComputeTimeEndsARequestAtItsCheckpointAndFreesItsPermit() {
    ComputeBudget budget = new ComputeBudget(Duration.ofMillis(10));
    assertThatThrownBy(
            () -> {
              try (Permit permit = cores.permit(budget)) {
                clock.addAndGet(10 * MS);
                permit.checkpoint();
                clock.addAndGet(1);
                permit.checkpoint();
              }
            })
        .isInstanceOf(ComputeTimeExceededException.class);
    assertThat(budget.consumedNanos()).isEqualTo(10 * MS + 1);
    assertThat(cores.idle()).isOne();
    assertThatThrownBy(() -> cores.permit(budget)).isInstanceOf(ComputeTimeExceededException.class);
    assertThat(cores.idle()).isOne();
  }

  @Test
  void aRequestThatIsCancelledStopsWaiting() throws InterruptedException {
    ComputeBudget budget = ComputeBudget.unlimited();
    try (Permit first = taken();
        Permit second = taken()) {
      Thread waiting = waiting("left", budget);
      budget.cancel();
      waiting.join(10_000);
      assertThat(order).containsExactly("left cancelled");
      assertThat(cores.waiting()).isZero();
    }
    assertThat(cores.idle()).isOne();
  }

  @Test
  void aThreadThatIsInterruptedStopsWaiting() throws InterruptedException {
    try (Permit first = taken();
        Permit second = taken()) {
      Thread waiting = waiting("stopped", ComputeBudget.unlimited());
      waiting.interrupt();
      waiting.join(10_000);
      assertThat(order).containsExactly("stopped cancelled");
    }
    assertThat(cores.idle()).isOne();
  }

  @Test
  void aRequestThatIsCancelledWhileItGivesWayLosesItsPermitOnce() throws Exception {
    ComputeBudget budget = ComputeBudget.unlimited();
    try (Permit kept = taken()) {
      CompletableFuture<Void> giving = new CompletableFuture<>();
      Permit mine = taken();
      Thread thread =
          Thread.ofPlatform()
              .daemon()
              .start(() -> {
                try (Permit permit = cores.permit(budget)) {
                  Thread small = holding(giving);
                  clock.addAndGet(5 * MS);
                  permit.checkpoint();
                  order.add("went on");
                } catch (CancellationException e) {
                  order.add("cancelled");
                }
              });
      mine.close();
      await().until(() -> order.contains("holds"));
      budget.cancel();
      thread.join(10_000);
      assertThat(order).containsExactly("holds", "cancelled");
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
              try (Permit permit = taken()) {
                order.add("holds");
                end.join();
              }
            });
    await().until(() -> cores.waiting() == 1);
    return thread;
  }
}
