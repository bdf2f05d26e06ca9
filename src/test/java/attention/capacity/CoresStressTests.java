package attention.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import attention.capacity.Cores.Permit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many threads at once: no permit is lost, none is granted twice, and nobody waits for ever. */
@Timeout(120)
class CoresStressTests {

  private static final int THREADS = 40;
  private static final int ROUNDS = 400;
  private static final int PERMITS = 4;

  private final Cores cores = new Cores(PERMITS / 2);
  private final AtomicInteger atWork = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final AtomicInteger cancelled = new AtomicInteger();

  private void work(Random random) {
    most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
    for (int i = random.nextInt(200); i > 0; i--) {
      Thread.onSpinWait();
    }
    atWork.decrementAndGet();
  }

  private void request(Random random) {
    ComputeBudget budget = ComputeBudget.unlimited();
    budget.charge(random.nextInt(20) * 1_000_000L);
    try (Permit permit = cores.permit(budget)) {
      for (int block = random.nextInt(6); block >= 0; block--) {
        work(random);
        budget.charge(random.nextInt(10) * 1_000_000L);
        switch (random.nextInt(8)) {
          case 0 -> permit.pause();
          case 1 -> budget.cancel();
          case 2 -> Thread.currentThread().interrupt();
          default -> {}
        }
        permit.checkpoint();
      }
    } catch (CancellationException e) {
      cancelled.incrementAndGet();
    }
    boolean wasInterrupted = Thread.interrupted();
  }

  @Test
  void noPermitIsLostAndNoneIsGrantedTwice() throws InterruptedException {
    Crowd.run(THREADS, ROUNDS, this::request);
    assertThat(most).hasValueBetween(2, PERMITS);
    assertThat(cancelled).hasPositiveValue();
    assertThat(cores.waiting()).isZero();
    assertThat(cores.idle()).isEqualTo(PERMITS / 2);
  }

  @Test
  void aSmallRequestPassesAnyNumberOfLargeOnesWithinABlock() throws InterruptedException {
    AtomicInteger blocks = new AtomicInteger();
    AtomicBoolean ended = new AtomicBoolean();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      threads.add(Thread.ofPlatform().daemon().start(() -> large(blocks, ended)));
    }
    await().until(() -> cores.waiting() == THREADS - PERMITS && blocks.get() > THREADS);
    List<Integer> passed = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      int before = blocks.get();
      try (Permit permit = cores.permit(ComputeBudget.unlimited())) {
        passed.add(blocks.get() - before);
      }
    }
    ended.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
    // In the order of arrival it would be THREADS − PERMITS; the machine may delay a thread or two.
    assertThat(passed.stream().sorted().toList().get(passed.size() / 2))
        .isLessThanOrEqualTo(2 * PERMITS);
    assertThat(cores.idle()).isEqualTo(PERMITS / 2);
  }

  private void large(AtomicInteger blocks, AtomicBoolean ended) {
    ComputeBudget budget = ComputeBudget.unlimited();
    budget.charge(Duration.ofSeconds(1).toNanos());
    try (Permit permit = cores.permit(budget)) {
      while (!ended.get()) {
        long end = System.nanoTime() + 2_000_000;
        while (System.nanoTime() < end) {
          Thread.onSpinWait();
        }
        blocks.incrementAndGet();
        permit.checkpoint();
      }
    }
  }
}
