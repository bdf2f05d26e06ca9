package attention.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import attention.capacity.Admission.Reservation;
import attention.capacity.Capacity.SmallLane;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Places and memory without a lane for small requests: 100 bytes for three requests. */
class AdmissionTests {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Admission admission = admission(PATIENCE);
  private final List<String> order = new CopyOnWriteArrayList<>();

  private static Admission admission(Duration patience) {
    return new Admission(new Capacity(100, 3, 3, patience, SmallLane.NONE));
  }

  /** A request that waits, notes its name once it is admitted, and leaves when told so. */
  private Thread waiting(String name, long bytes, CompletableFuture<?> end) {
    long before = admission.waiting(false);
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              try (Reservation reservation = admission.admit(bytes)) {
                order.add(name);
                end.join();
              } catch (AtCapacityException e) {
                order.add(name + " rejected");
              }
            });
    await().until(() -> admission.waiting(false) == before + 1);
    return thread;
  }

  @Test
  void requestsAreAdmittedWhileThereIsMemoryAndAPlace() {
    try (Reservation first = admission.admit(60);
        Reservation second = admission.admit(39);
        Reservation third = admission.admit(1)) {
      assertThat(admission.admittedBytes()).isEqualTo(100);
      assertThat(third.bytes()).isOne();
    }
    assertThat(admission.admittedBytes()).isZero();
  }

  @Test
  void theFirstThatWaitsIsAdmittedFirstEvenIfALaterOneWouldFit() throws InterruptedException {
    CompletableFuture<Void> end = new CompletableFuture<>();
    Reservation large = admission.admit(90);
    Thread first = waiting("first", 96, end);
    Thread second = waiting("second", 5, end);
    assertThat(order).isEmpty();
    large.close();
    await().until(() -> !order.isEmpty());
    assertThat(order).containsExactly("first");
    assertThat(admission.admittedBytes()).isEqualTo(96);
    end.complete(null);
    first.join();
    second.join();
    assertThat(order).containsExactly("first", "second");
    assertThat(admission.admittedBytes()).isZero();
  }

  @Test
  void aRequestThatWaitsHoldsNeitherMemoryNorAPlace() throws InterruptedException {
    CompletableFuture<Void> end = CompletableFuture.completedFuture(null);
    Thread waiting;
    try (Reservation large = admission.admit(90)) {
      waiting = waiting("waits", 50, end);
      assertThat(admission.admittedBytes()).isEqualTo(90);
    }
    waiting.join();
    try (Reservation first = admission.admit(1);
        Reservation second = admission.admit(1);
        Reservation third = admission.admit(1)) {
      assertThat(admission.admittedBytes()).isEqualTo(3);
    }
  }

  @Test
  void placesAreWaitedForLikeMemory() throws InterruptedException {
    CompletableFuture<Void> end = CompletableFuture.completedFuture(null);
    Thread waiting;
    try (Reservation first = admission.admit(1);
        Reservation second = admission.admit(1)) {
      Reservation third = admission.admit(1);
      waiting = waiting("fourth", 1, end);
      third.close();
      waiting.join();
    }
    assertThat(order).containsExactly("fourth");
  }

  @Test
  void aRequestIsRejectedWhenItsPatienceIsAtAnEnd() {
    Admission impatient = admission(Duration.ofMillis(30));
    try (Reservation all = impatient.admit(100)) {
      long start = System.nanoTime();
      assertThatExceptionOfType(AtCapacityException.class)
          .isThrownBy(() -> impatient.admit(1))
          .satisfies(e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofMillis(30)));
      assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(30_000_000);
      assertThat(impatient.waiting(false)).isZero();
      assertThat(impatient.shed()).isOne();
    }
  }

  @Test
  void whenTheFirstGivesUpThoseBehindItAreAdmitted() throws InterruptedException {
    CompletableFuture<Void> end = CompletableFuture.completedFuture(null);
    try (Reservation large = admission.admit(90)) {
      Thread first = waiting("first", 50, end);
      Thread second = waiting("second", 5, end);
      first.interrupt();
      first.join();
      second.join();
    }
    assertThat(order).containsExactlyInAnyOrder("first rejected", "second");
    assertThat(admission.admittedBytes()).isZero();
  }

  @Test
  void aRequestThatMustStopLeavesTheQueue() throws Exception {
    ComputeBudget budget = ComputeBudget.unlimited();
    AtomicBoolean left = new AtomicBoolean();
    budget.watch(() -> {
      if (left.get()) {
        budget.cancel();
      }
    });
    CompletableFuture<Void> end = CompletableFuture.completedFuture(null);
    try (Reservation all = admission.admit(100)) {
      CompletableFuture<Reservation> gone =
          CompletableFuture.supplyAsync(() -> admission.admit(50, budget));
      await().until(() -> admission.waiting(false) == 1);
      left.set(true);
      assertThatThrownBy(() -> gone.get(10, TimeUnit.SECONDS))
          .hasCauseInstanceOf(CancellationException.class);
      assertThat(admission.waiting(false)).isZero();
      assertThat(admission.shed()).isZero();
      Thread next = waiting("next", 50, end);
      all.resize(50);
      next.join(10_000);
    }
    assertThat(order).containsExactly("next");
    assertThat(admission.admittedBytes()).isZero();
  }

  @Test
  void aThreadThatIsInterruptedStaysInterrupted() {
    try (Reservation all = admission.admit(100)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> admission.admit(1)).isInstanceOf(AtCapacityException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(admission.admittedBytes()).isZero();
  }

  @Test
  void aQueueThatIsFullTakesNoMore() {
    CompletableFuture<Void> end = CompletableFuture.completedFuture(null);
    try (Reservation all = admission.admit(100)) {
      List.of("first", "second", "third").forEach(name -> waiting(name, 1, end));
      long start = System.nanoTime();
      assertThatThrownBy(() -> admission.admit(1)).isInstanceOf(AtCapacityException.class);
      assertThat(System.nanoTime() - start).isLessThan(PATIENCE.toNanos() / 2);
      assertThat(admission.shed()).isOne();
    }
    await().until(() -> order.size() == 3);
  }

  @Test
  void whatIsNotNeededIsGivenToOthers() throws InterruptedException {
    CompletableFuture<Void> end = CompletableFuture.completedFuture(null);
    try (Reservation large = admission.admit(90)) {
      Thread waiting = waiting("other", 50, end);
      large.resize(50);
      waiting.join();
      assertThat(large.bytes()).isEqualTo(50);
    }
    assertThat(order).containsExactly("other");
    assertThat(admission.admittedBytes()).isZero();
  }

  @Test
  void moreIsReservedOnlyIfItIsFreeNow() {
    try (Reservation first = admission.admit(10);
        Reservation second = admission.admit(50)) {
      first.resize(50);
      assertThatThrownBy(() -> first.resize(51)).isInstanceOf(AtCapacityException.class);
      assertThat(first.bytes()).isEqualTo(50);
      assertThat(admission.admittedBytes()).isEqualTo(100);
      assertThat(admission.shed()).isOne();
    }
    assertThat(admission.admittedBytes()).isZero();
  }

  @Test
  void aGrowingRequestReservesInDoublingSteps() {
    try (Reservation growing = admission.admit(10)) {
      growing.grow(10);
      assertThat(growing.bytes()).isEqualTo(10);
      growing.grow(11);
      assertThat(growing.bytes()).isEqualTo(20);
      growing.grow(19);
      assertThat(growing.bytes()).isEqualTo(20);
      growing.grow(70);
      assertThat(growing.bytes()).isEqualTo(70);
      growing.grow(71);
      assertThat(growing.bytes()).isEqualTo(100);
    }
    assertThat(admission.admittedBytes()).isZero();
  }

  @Test
  void aGrowingRequestTakesWhatItNeedsWhereItCannotDouble() {
    try (Reservation other = admission.admit(70);
        Reservation growing = admission.admit(20)) {
      growing.grow(25);
      assertThat(growing.bytes()).isEqualTo(25);
      assertThatThrownBy(() -> growing.grow(31)).isInstanceOf(AtCapacityException.class);
      assertThat(growing.bytes()).isEqualTo(25);
    }
    assertThat(admission.admittedBytes()).isZero();
  }

  @Test
  void whatOneRequestCanNeverGetIsRefusedForGood() {
    assertThatExceptionOfType(TooLargeException.class)
        .isThrownBy(() -> admission.admit(101))
        .satisfies(e -> {
          assertThat(e.neededBytes()).isEqualTo(101);
          assertThat(e.mostBytes()).isEqualTo(100);
        });
    try (Reservation reservation = admission.admit(1)) {
      assertThatThrownBy(() -> reservation.resize(101)).isInstanceOf(TooLargeException.class);
      assertThatThrownBy(() -> reservation.grow(101)).isInstanceOf(TooLargeException.class);
      reservation.resize(100);
    }
    assertThat(admission.shed()).isZero();
    assertThat(admission.admittedBytes()).isZero();
  }

  @Test
  void aRequestWhoseWatchFailsWhileItWaitsLeavesTheQueue() {
    ComputeBudget budget = ComputeBudget.unlimited();
    budget.watch(() -> {
      throw new IllegalStateException("It cannot be looked at");
    });
    try (Reservation all = admission.admit(100)) {
      assertThatThrownBy(() -> admission.admit(50, budget))
          .isInstanceOf(IllegalStateException.class);
      assertThat(admission.waiting(false)).isZero();
    }
    assertThat(admission.admittedBytes()).isZero();
  }

  @Test
  void aReservationIsReleasedOnceHoweverOftenItIsClosed() {
    Admission impatient = admission(Duration.ZERO);
    Reservation reservation = impatient.admit(40);
    reservation.close();
    reservation.close();
    assertThatThrownBy(() -> reservation.resize(1)).isInstanceOf(IllegalStateException.class);
    try (Reservation first = impatient.admit(1);
        Reservation second = impatient.admit(1);
        Reservation third = impatient.admit(1)) {
      assertThat(impatient.admittedBytes()).isEqualTo(3);
      assertThatThrownBy(() -> impatient.admit(1)).isInstanceOf(AtCapacityException.class);
    }
  }
}
