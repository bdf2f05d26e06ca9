package attention.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** What happens between two pieces of work. */
class CheckpointTests {

  private final List<String> events = new ArrayList<>();

  private String work() {
    events.add("first piece");
    Checkpoint.pass();
    events.add("second piece");
    return "result";
  }

  @Test
  void nothingHappensWhereNobodyWaitsForIt() {
    assertThat(work()).isEqualTo("result");
    assertThat(events).containsExactly("first piece", "second piece");
  }

  @Test
  void theCheckpointRunsBetweenThePiecesOfWorkWithAResult() {
    assertThat(Checkpoint.during(() -> events.add("checkpoint"), this::work)).isEqualTo("result");
    assertThat(events).containsExactly("first piece", "checkpoint", "second piece");
  }

  @Test
  void theCheckpointRunsBetweenThePiecesOfWorkWithoutAResult() {
    Checkpoint.runDuring(() -> events.add("checkpoint"), this::work);
    assertThat(events).containsExactly("first piece", "checkpoint", "second piece");
  }

  @Test
  void anExceptionOfTheCheckpointEndsTheWork() {
    Runnable cancel =
        () -> {
          throw new CancellationException();
        };
    assertThatThrownBy(() -> Checkpoint.runDuring(cancel, this::work))
        .isInstanceOf(CancellationException.class);
    assertThat(events).containsExactly("first piece");
  }

  @Test
  void theCheckpointIsForgottenAfterTheWork() {
    Checkpoint.runDuring(() -> events.add("checkpoint"), () -> {});
    work();
    assertThat(events).containsExactly("first piece", "second piece");
  }
}
