package attention.definition;

import static org.assertj.core.api.Assertions.assertThat;

import attention.trace.Member;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which rows are computed once, and which again. */
class RowMemoryTests {

  private static final int PROBE = 2;

  private final List<String> computed = new ArrayList<>();

  private void ask(RowMemory memory, Member stage, int head, int row) {
    double[] answer =
        memory.get(
            stage,
            head,
            row,
            () -> {
              computed.add(stage + " " + head + " " + row);
              return new double[] {stage.ordinal(), head, row};
            });
    assertThat(answer).containsExactly(stage.ordinal(), head, row);
  }

  @Test
  void theProbedRowIsComputedOnce() {
    RowMemory memory = new RowMemory(PROBE, 1, 0, Member.MASKED_SCORES);
    ask(memory, Member.WEIGHTS, 0, PROBE);
    ask(memory, Member.WEIGHTS, 0, 0);
    ask(memory, Member.WEIGHTS, 0, PROBE);
    assertThat(computed).containsExactly("weights 0 2", "weights 0 0");
  }

  @Test
  void ofTheOtherRowsTheLastOneIsKept() {
    RowMemory memory = new RowMemory(PROBE, 1, 0, Member.MASKED_SCORES);
    ask(memory, Member.WEIGHTS, 0, 1);
    ask(memory, Member.WEIGHTS, 0, 1);
    ask(memory, Member.WEIGHTS, 0, 0);
    ask(memory, Member.WEIGHTS, 0, 1);
    assertThat(computed).containsExactly("weights 0 1", "weights 0 0", "weights 0 1");
  }

  @Test
  void stagesAndHeadsAreKeptApart() {
    RowMemory memory = new RowMemory(PROBE, 2, 0, Member.MASKED_SCORES);
    ask(memory, Member.WEIGHTS, 0, PROBE);
    ask(memory, Member.WEIGHTS, 1, PROBE);
    ask(memory, Member.CONTEXT, 0, PROBE);
    ask(memory, Member.WEIGHTS, 0, PROBE);
    assertThat(computed).containsExactly("weights 0 2", "weights 1 2", "context 0 2");
  }

  @Test
  void everyRowOfScoresIsKeptWhereThereIsRoom() {
    RowMemory memory = new RowMemory(PROBE, 2, 2, Member.MASKED_SCORES);
    for (int time = 0; time < 2; time++) {
      ask(memory, Member.SCORES, 1, 0);
      ask(memory, Member.SCORES, 1, 1);
      ask(memory, Member.SCORES, 0, 1);
    }
    assertThat(computed).containsExactly("scores 1 0", "scores 1 1", "scores 0 1");
  }

  @Test
  void everyRowOfScoresAsTheyAreNormalizedIsKeptToo() {
    RowMemory memory = new RowMemory(PROBE, 1, 2, Member.MASKED_SCORES);
    for (int time = 0; time < 2; time++) {
      ask(memory, Member.MASKED_SCORES, 0, 0);
      ask(memory, Member.MASKED_SCORES, 0, 1);
    }
    assertThat(computed).containsExactly("maskedScores 0 0", "maskedScores 0 1");
  }
}
