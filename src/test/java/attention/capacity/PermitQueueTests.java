package attention.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import attention.capacity.PermitQueue.Waiter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Which of the waiting threads is next, on a clock that tests advance. */
class PermitQueueTests {

  private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);

  private long now = -5 * MS;
  private final PermitQueue queue = new PermitQueue(now);

  private static ComputeBudget consumed(long millis) {
    ComputeBudget budget = ComputeBudget.unlimited();
    budget.charge(millis * MS);
    return budget;
  }

  private Waiter waiter(ComputeBudget budget) {
    Waiter waiter = new Waiter(budget, Thread.currentThread(), now);
    queue.add(waiter);
    return waiter;
  }

  @Test
  void theLeastConsumptionGoesFirst() {
    Waiter large = waiter(consumed(3_000));
    Waiter small = waiter(consumed(0));
    Waiter medium = waiter(consumed(40));
    assertThat(queue.size()).isEqualTo(3);
    assertThat(queue.next(now)).isSameAs(small);
    assertThat(queue.next(now)).isSameAs(medium);
    assertThat(queue.next(now)).isSameAs(large);
    assertThat(queue.next(now)).isNull();
  }

  @Test
  void aboutTheSameConsumptionIsServedInTheOrderOfArrival() {
    Waiter first = waiter(consumed(1));
    Waiter second = waiter(consumed(0));
    assertThat(queue.next(now)).isSameAs(first);
    assertThat(queue.next(now)).isSameAs(second);
  }

  @Test
  void whatHelpersConsumeWhileARequestWaitsCounts() {
    ComputeBudget helped = consumed(10);
    Waiter first = waiter(helped);
    Waiter second = waiter(consumed(20));
    helped.charge(20 * MS);
    assertThat(queue.next(now)).isSameAs(second);
    assertThat(queue.next(now)).isSameAs(first);
  }

  @Test
  void aHolderGivesWayOnlyToLessConsumption() {
    Waiter waiter = waiter(consumed(50));
    assertThat(queue.nextBefore(50 * MS, now)).isNull();
    assertThat(queue.nextBefore(51 * MS, now)).isNull();
    assertThat(queue.size()).isOne();
    assertThat(queue.nextBefore(50 * MS + PermitQueue.STEP_NANOS, now)).isSameAs(waiter);
  }

  @Test
  void aThreadThatWaitedLongPassesSmallerOnesNowAndThen() {
    Waiter large = waiter(consumed(60_000));
    Waiter huge = waiter(consumed(90_000));
    now += PermitQueue.PATIENCE_NANOS - 1;
    Waiter small = waiter(consumed(0));
    assertThat(queue.next(now)).isSameAs(small);
    now++;
    Waiter smaller = waiter(consumed(0));
    assertThat(queue.nextBefore(0, now)).isSameAs(large);
    assertThat(queue.next(now)).isSameAs(smaller);
    waiter(consumed(0));
    now += PermitQueue.AGED_MILLIS * MS;
    assertThat(queue.next(now)).isSameAs(huge);
  }

  @Test
  void aStreamOfSmallRequestsLeavesLargeOnesAShare() {
    ComputeBudget budget = consumed(10_000);
    Waiter large = waiter(budget);
    int turns = 0;
    for (int i = 0; i < 10_000; i++) {
      waiter(consumed(0));
      now += MS;
      if (queue.next(now) == large) {
        turns++;
        budget.charge(5 * MS);
        large = waiter(budget);
      }
    }
    assertThat(turns).isBetween(8, 10);
  }

  @Test
  void aWaiterThatGaveUpIsNotServed() {
    Waiter gone = waiter(consumed(0));
    Waiter stays = waiter(consumed(5));
    assertThat(queue.remove(gone)).isTrue();
    assertThat(queue.remove(gone)).isFalse();
    assertThat(queue.next(now)).isSameAs(stays);
  }
}
