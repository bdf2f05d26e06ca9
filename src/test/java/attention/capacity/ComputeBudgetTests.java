package attention.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** A request goes on until its compute time is used up or it is cancelled. */
class ComputeBudgetTests {

  private final ComputeBudget budget = new ComputeBudget(Duration.ofMillis(2));

  @Test
  void aRequestMayUseItsTimeToTheLast() {
    budget.charge(1_500_000);
    budget.charge(500_000);
    assertThat(budget.consumedNanos()).isEqualTo(2_000_000);
    assertThatCode(budget::check).doesNotThrowAnyException();
    assertThat(budget.mustStop()).isFalse();
  }

  @Test
  void whatUsesMoreIsStoppedAndReportsTheLimit() {
    budget.charge(2_000_001);
    assertThat(budget.mustStop()).isTrue();
    assertThatExceptionOfType(ComputeTimeExceededException.class)
        .isThrownBy(budget::check)
        .withMessageContaining("2 ms")
        .satisfies(e -> assertThat(e.most()).isEqualTo(Duration.ofMillis(2)));
  }

  @Test
  void aCancelledRequestIsStopped() {
    budget.cancel();
    assertThat(budget.mustStop()).isTrue();
    assertThatThrownBy(budget::check).isInstanceOf(CancellationException.class);
  }

  @Test
  void aThreadThatIsInterruptedStopsItsRequestAndStaysInterrupted() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(budget::check).isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(budget.mustStop()).isFalse();
  }

  @Test
  void withoutALimitOnlyCancellingStops() {
    ComputeBudget unlimited = ComputeBudget.unlimited();
    unlimited.charge(Duration.ofDays(365).toNanos());
    assertThatCode(unlimited::check).doesNotThrowAnyException();
    unlimited.cancel();
    assertThatThrownBy(unlimited::check).isInstanceOf(CancellationException.class);
  }
}
