package attention.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import attention.capacity.Admission.Reservation;
import attention.capacity.Capacity.SmallLane;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many requests at once: no place and no byte is lost, and none is given twice. */
@Timeout(120)
class AdmissionStressTests {

  private static final int THREADS = 32;
  private static final int ROUNDS = 500;
  private static final int BYTES = 1_000;
  private static final int REQUESTS = 6;

  private final Admission admission =
      new Admission(
          new Capacity(BYTES, REQUESTS, 10, Duration.ofMillis(5), new SmallLane(100, 2, 40)));

  private final AtomicLong held = new AtomicLong();
  private final AtomicInteger inProgress = new AtomicInteger();
  private final AtomicLong mostHeld = new AtomicLong();
  private final AtomicInteger mostInProgress = new AtomicInteger();
  private final AtomicInteger admitted = new AtomicInteger();
  private final AtomicInteger rejected = new AtomicInteger();

  private void request(Random random) {
    boolean small = random.nextBoolean();
    try (Reservation reservation = admission.admit(random.nextInt(small ? 40 : 900))) {
      admitted.incrementAndGet();
      long bytes = reservation.bytes();
      mostHeld.accumulateAndGet(held.addAndGet(bytes), Math::max);
      mostInProgress.accumulateAndGet(inProgress.incrementAndGet(), Math::max);
      Thread.yield();
      inProgress.decrementAndGet();
      held.addAndGet(-bytes);
      reservation.resize(random.nextInt(300));
      reservation.grow(random.nextInt(600));
      if (random.nextInt(10) == 0) {
        Thread.currentThread().interrupt();
      }
    } catch (AtCapacityException e) {
      rejected.incrementAndGet();
    }
    boolean wasInterrupted = random.nextBoolean() && Thread.interrupted();
  }

  @Test
  void noPlaceAndNoByteIsLostOrGivenTwice() throws InterruptedException {
    Crowd.run(THREADS, ROUNDS, this::request);
    assertThat(mostHeld.get()).isBetween(1L, (long) BYTES);
    assertThat(mostInProgress).hasValueBetween(2, REQUESTS);
    assertThat(admitted).hasPositiveValue();
    assertThat(rejected).hasPositiveValue();
    assertThat(admission.shed()).isEqualTo(rejected.get());
    assertThat(admission.admittedBytes()).isZero();
    assertThat(admission.waiting(true) + admission.waiting(false)).isZero();
    admission.admit(BYTES - 100).close();
  }
}
