package attention.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import attention.capacity.Admission.Reservation;
import attention.capacity.Capacity.SmallLane;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A lane of 20 bytes and two places for requests of at most 8, of 100 bytes and four places. */
class SmallLaneTests {

  private final Admission admission =
      new Admission(new Capacity(100, 4, 4, Duration.ofSeconds(20), new SmallLane(20, 2, 8)));

  /** A request that is admitted on a thread of its own. */
  private CompletableFuture<Reservation> admitted(long bytes) {
    return CompletableFuture.supplyAsync(
        () -> admission.admit(bytes), task -> Thread.ofPlatform().daemon().start(task));
  }

  @Test
  void largeRequestsLeaveTheLaneToSmallOnes() throws Exception {
    try (Reservation first = admission.admit(40);
        Reservation second = admission.admit(40)) {
      CompletableFuture<Reservation> large = admitted(9);
      await().until(() -> admission.waiting(false) == 1);
      try (Reservation small = admission.admit(8);
          Reservation smaller = admission.admit(1)) {
        assertThat(admission.admittedBytes()).isEqualTo(89);
        assertThat(large).isNotDone();
      }
      first.close();
      large.get(20, TimeUnit.SECONDS).close();
    }
    assertThat(admission.admittedBytes()).isZero();
  }

  @Test
  void oneRequestGetsAtMostWhatIsOutsideOfTheLane() {
    admission.admit(80).close();
    assertThatThrownBy(() -> admission.admit(81)).isInstanceOf(TooLargeException.class);
  }

  @Test
  void smallRequestsBeyondTheLaneUseTheRest() {
    try (Reservation first = admission.admit(8);
        Reservation second = admission.admit(8);
        Reservation third = admission.admit(8);
        Reservation fourth = admission.admit(8)) {
      assertThat(admission.admittedBytes()).isEqualTo(32);
      assertThatThrownBy(() -> fourth.resize(81)).isInstanceOf(TooLargeException.class);
    }
  }

  @Test
  void aSmallRequestThatWaitsTakesTheFirstPlaceInTheLane() throws Exception {
    try (Reservation first = admission.admit(40);
        Reservation second = admission.admit(40);
        Reservation third = admission.admit(8)) {
      Reservation fourth = admission.admit(8);
      CompletableFuture<Reservation> large = admitted(30);
      await().until(() -> admission.waiting(false) == 1);
      CompletableFuture<Reservation> small = admitted(5);
      await().until(() -> admission.waiting(true) == 1);
      fourth.close();
      small.get(20, TimeUnit.SECONDS).close();
      assertThat(large).isNotDone();
      first.close();
      large.get(20, TimeUnit.SECONDS).close();
    }
    assertThat(admission.admittedBytes()).isZero();
  }

  @Test
  void aSmallRequestThatTurnsOutToBeLargeLeavesTheLane() {
    try (Reservation small = admission.admit(5)) {
      small.grow(6);
      assertThat(small.bytes()).isEqualTo(10);
      try (Reservation first = admission.admit(8);
          Reservation second = admission.admit(8)) {
        assertThat(admission.admittedBytes()).isEqualTo(26);
        small.resize(80);
        assertThat(admission.admittedBytes()).isEqualTo(96);
      }
    }
    assertThat(admission.admittedBytes()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRequestThatLeavesTheLaneGivesItsPlaceToOneThatWaits(boolean grows) throws Exception {
    try (Reservation large = admission.admit(50);
        Reservation leaving = admission.admit(8);
        Reservation staying = admission.admit(8)) {
      CompletableFuture<Reservation> waitingLarge = admitted(60);
      await().until(() -> admission.waiting(false) == 1);
      CompletableFuture<Reservation> waitingSmall = admitted(5);
      await().until(() -> admission.waiting(true) == 1);
      if (grows) {
        leaving.grow(9);
      } else {
        leaving.resize(9);
      }
      waitingSmall.get(10, TimeUnit.SECONDS).close();
      assertThat(waitingLarge).isNotDone();
      large.close();
      leaving.close();
      waitingLarge.get(10, TimeUnit.SECONDS).close();
    }
    assertThat(admission.admittedBytes()).isZero();
  }

  @Test
  void aSmallRequestThatFindsNoPlaceOutsideStaysAsItIs() {
    try (Reservation first = admission.admit(30);
        Reservation second = admission.admit(30);
        Reservation small = admission.admit(5)) {
      assertThatThrownBy(() -> small.resize(9)).isInstanceOf(AtCapacityException.class);
      assertThat(small.bytes()).isEqualTo(5);
      small.grow(7);
      assertThat(small.bytes()).isEqualTo(7);
    }
    assertThat(admission.admittedBytes()).isZero();
  }

  @Test
  void theUsualLaneIsATenthOfTheMemoryAndAnEighthOfThePlaces() {
    assertThat(SmallLane.of(300, 128)).isEqualTo(new SmallLane(30, 16, 10));
    assertThat(SmallLane.of(300, 7)).isEqualTo(SmallLane.NONE);
  }
}
