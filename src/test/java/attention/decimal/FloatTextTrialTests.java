package attention.decimal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A writer is used only after it has shown that it is faster, on a clock that tests advance. */
class FloatTextTrialTests {

  private static final long INCUMBENT_NANOS = 1_000_000;

  private final ScalarFloatText scalar = new ScalarFloatText();
  private long now;
  private long paused;
  private int rounds;

  private boolean isWon(FloatText challenger) {
    return new FloatTextTrial(
            challenger,
            (values, from, to, out, start) -> {
              rounds++;
              now += INCUMBENT_NANOS;
              return scalar.write(values, from, to, out, start);
            },
            () -> now,
            nanos -> {
              paused += nanos;
              now += nanos;
            })
        .isWon();
  }

  private FloatText taking(long nanos) {
    return (values, from, to, out, start) -> {
      now += nanos;
      return scalar.write(values, from, to, out, start);
    };
  }

  @Test
  void aFasterWriterWinsAtOnce() {
    assertThat(isWon(taking(INCUMBENT_NANOS - 1))).isTrue();
    assertThat(rounds).isEqualTo(FloatTextTrial.LEAD + 1);
  }

  @Test
  void aWriterThatIsNotFasterLosesWhenTheTimeIsUp() {
    assertThat(isWon(taking(INCUMBENT_NANOS))).isFalse();
    assertThat(now).isGreaterThanOrEqualTo(FloatTextTrial.LONGEST_NANOS);
    assertThat(now - paused).isLessThan(FloatTextTrial.LONGEST_NANOS / FloatTextTrial.PAUSE);
  }

  @Test
  void aWriterThatTheJitCompilesLateWinsAllTheSame() {
    FloatText slow = taking(10 * INCUMBENT_NANOS);
    FloatText fast = taking(INCUMBENT_NANOS / 2);
    assertThat(
            isWon((values, from, to, out, start) ->
                (rounds < 500 ? slow : fast).write(values, from, to, out, start)))
        .isTrue();
    assertThat(rounds).isEqualTo(500 + FloatTextTrial.LEAD);
  }

  @Test
  void roundsThatWereLostByChanceDelayTheVictoryOnly() {
    FloatText slow = taking(INCUMBENT_NANOS * 2);
    FloatText fast = taking(INCUMBENT_NANOS / 2);
    assertThat(
            isWon((values, from, to, out, start) ->
                (rounds % 4 == 0 ? slow : fast).write(values, from, to, out, start)))
        .isTrue();
    assertThat(rounds).isGreaterThan(FloatTextTrial.LEAD + 1);
  }

  @Test
  void aFasterWriterOfAnotherTextLoses() {
    assertThat(
            isWon((values, from, to, out, start) -> {
              int end = scalar.write(values, from, to, out, start);
              out[end - 1] = 'x';
              return end;
            }))
        .isFalse();
  }

  @Test
  void theRowHasNumbersThatVectorsLeaveToScalarCode() {
    assertThat(
            isWon((values, from, to, out, start) -> {
              assertThat(values[from + 1]).isZero();
              assertThat(values[to - 1]).isNaN();
              assertThat(to - from).isGreaterThanOrEqualTo(SimdFloatBatch.LANES);
              return taking(1).write(values, from, to, out, start);
            }))
        .isTrue();
  }
}
