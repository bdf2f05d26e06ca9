package attention.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attention.trace.Checkpoint;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a check may spend. */
class EffortTests {

  private static final long MILLION = 1_000_000;

  @Test
  void nothingIsTooMuchBeforeItIsLimited() {
    Effort effort = new Effort(10, 0, () -> true);
    assertThatCode(() -> effort.spend(5 * MILLION)).doesNotThrowAnyException();
  }

  @Test
  void workBeforeTheLimitIsNotCounted() {
    Effort effort = new Effort(10, 0, () -> false);
    effort.spend(8);
    effort.limit();
    assertThatCode(() -> effort.spend(10)).doesNotThrowAnyException();
    assertThatThrownBy(() -> effort.spend(1)).isInstanceOf(Effort.Spent.class);
  }

  @Test
  void theTimeIsLookedAtEveryMillionMultiplyAdds() {
    Effort effort = new Effort(100 * MILLION, 0, () -> true);
    effort.limit();
    effort.spend(MILLION);
    assertThatThrownBy(() -> effort.spend(1)).isInstanceOf(Effort.Spent.class);
  }

  @Test
  void aCheckpointIsPassedEveryMillionMultiplyAdds() {
    AtomicInteger passed = new AtomicInteger();
    Effort effort = new Effort(0, 0, () -> false);
    Checkpoint.runDuring(
        passed::incrementAndGet,
        () -> {
          for (int i = 0; i < 21; i++) {
            effort.spend(MILLION / 10 + 1);
          }
        });
    assertThat(passed).hasValue(2);
  }

  @Test
  void scoresAreKeptAsLongAsTheyAreFew() {
    Effort effort = new Effort(0, 100, () -> false);
    assertThat(effort.keeps(100)).isTrue();
    assertThat(effort.keeps(101)).isFalse();
  }

  @Test
  void theMostGrowsWithTheWork() {
    assertThat(Effort.most(0)).isEqualTo(200 * MILLION);
    assertThat(Effort.most(MILLION)).isEqualTo(220 * MILLION);
  }
}
