package attention.check;

import static org.assertj.core.api.Assertions.assertThat;

import attention.mistake.Given;
import attention.trace.Member;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two answered rows of two heads, over three keys. */
class MatchingTests {

  private static final int ANSWERED = 2;

  /** What the client posted; a view that differs from it is a mistake that explains it not. */
  private static final Table POSTED =
      new Table()
          .with(Member.QUERY, 4, 2)
          .with(Member.KEYS, 3, 2)
          .with(Member.VALUES, 3, 2)
          .with(Member.SCORES, 4, 3)
          .with(Member.WEIGHTS, 4, 3)
          .with(Member.AVERAGE_WEIGHTS, 2, 3)
          .with(Member.ANNOTATIONS, 3, 2);

  private static Matching matching(Place first, Member... stages) {
    List<Given> given = Arrays.stream(stages).map(POSTED::given).toList();
    return new Matching(given, first, ANSWERED);
  }

  private static Place at(Member stage, int row) {
    return new Place(stage, row, false);
  }

  @ParameterizedTest
  @CsvSource({"SCORES, 3, 1", "SCORES, 2, 0", "SCORES, 1, 1", "SCORES, -1, 0", "KEYS, 1, 0"})
  void theRowThatIsTriedIsThatOfTheFirstDifference(Member stage, int row, int probe) {
    assertThat(matching(at(stage, row), stage).probe()).isEqualTo(probe);
  }

  @Test
  void whatFollowsTheFirstDifferenceIsRequired() {
    Matching matching = matching(at(Member.SCORES, 0), Member.KEYS, Member.SCORES, Member.WEIGHTS);
    assertThat(matching.required())
        .extracting(Given::stage)
        .containsExactly(Member.SCORES, Member.WEIGHTS);
  }

  @Test
  void theFirstStageThatDiffersInTheRowFails() {
    Matching matching = matching(at(Member.SCORES, 3), Member.KEYS, Member.SCORES, Member.WEIGHTS);
    assertThat(matching.failing(POSTED)).isNull();
    assertThat(matching.failing(POSTED.changed(Member.SCORES, 3))).isEqualTo(Member.SCORES);
    assertThat(matching.failing(POSTED.changed(Member.WEIGHTS, 3))).isEqualTo(Member.WEIGHTS);
    assertThat(matching.failing(POSTED.changed(Member.WEIGHTS, 2))).isNull();
    assertThat(matching.failing(POSTED.changed(Member.KEYS, 0))).isNull();
  }

  @Test
  void anotherShapeFails() {
    Matching matching = matching(at(Member.SCORES, 3), Member.SCORES);
    assertThat(matching.failing(POSTED.with(Member.SCORES, 3, 4))).isEqualTo(Member.SCORES);
  }

  @Test
  void aStageWithoutHeadsIsTriedInTheSameQuery() {
    Matching matching = matching(at(Member.WEIGHTS, 3), Member.WEIGHTS, Member.AVERAGE_WEIGHTS);
    assertThat(matching.failing(POSTED.changed(Member.AVERAGE_WEIGHTS, 1)))
        .isEqualTo(Member.AVERAGE_WEIGHTS);
    assertThat(matching.failing(POSTED.changed(Member.AVERAGE_WEIGHTS, 0))).isNull();
  }

  @Test
  void aStageOfOtherRowsIsNotTried() {
    Table five = POSTED.with(Member.WEIGHTS, 5, 3);
    Matching matching =
        new Matching(
            List.of(POSTED.given(Member.SCORES), five.given(Member.WEIGHTS)),
            at(Member.SCORES, 1),
            ANSWERED);
    assertThat(matching.failing(five.changed(Member.WEIGHTS, 1))).isNull();
    assertThat(matching.reproduces(five.changed(Member.WEIGHTS, 1))).isFalse();
  }

  @Test
  void keysAreTriedWhereTheyDifferFirst() {
    Matching ofKeys = matching(at(Member.KEYS, 2), Member.KEYS, Member.VALUES, Member.SCORES);
    assertThat(ofKeys.failing(POSTED.changed(Member.KEYS, 2))).isEqualTo(Member.KEYS);
    assertThat(ofKeys.failing(POSTED.changed(Member.KEYS, 0))).isNull();
    assertThat(ofKeys.failing(POSTED.changed(Member.VALUES, 2))).isEqualTo(Member.VALUES);
    assertThat(ofKeys.failing(POSTED.changed(Member.SCORES, 0))).isEqualTo(Member.SCORES);
    assertThat(ofKeys.failing(POSTED.changed(Member.SCORES, 2))).isNull();
  }

  @Test
  void keysBehindAnotherDifferenceAreTriedInTheFirstRow() {
    Matching matching = matching(at(Member.QUERY, 3), Member.QUERY, Member.KEYS);
    assertThat(matching.failing(POSTED.changed(Member.KEYS, 0))).isEqualTo(Member.KEYS);
    assertThat(matching.failing(POSTED.changed(Member.KEYS, 2))).isNull();
    Matching ofShape = matching(at(Member.KEYS, -1), Member.KEYS);
    assertThat(ofShape.failing(POSTED.changed(Member.KEYS, 0))).isEqualTo(Member.KEYS);
  }

  @Test
  void everyRowFromTheFirstDifferenceOnIsReproduced() {
    Matching matching = matching(at(Member.SCORES, 3), Member.KEYS, Member.SCORES);
    assertThat(matching.reproduces(POSTED)).isTrue();
    assertThat(matching.reproduces(POSTED.changed(Member.SCORES, 0))).isFalse();
    assertThat(matching.reproduces(POSTED.changed(Member.KEYS, 2))).isTrue();
  }

  @Test
  void whatIsBeforeItIsReproducedOrNot() {
    Matching matching = matching(at(Member.SCORES, 3), Member.KEYS, Member.SCORES);
    assertThat(matching.reproducesBefore(POSTED)).isTrue();
    assertThat(matching.reproducesBefore(POSTED.changed(Member.KEYS, 2))).isFalse();
    assertThat(matching.reproducesBefore(POSTED.with(Member.KEYS, 2, 3))).isFalse();
    assertThat(matching.reproducesBefore(POSTED.changed(Member.SCORES, 0))).isTrue();
  }

  /** Scores of a step need the weights of the step before. */
  @Test
  void stepByStepOnlyTheStepsBehindAreRequired() {
    Matching matching =
        matching(
            new Place(Member.WEIGHTS, 2, true), Member.ANNOTATIONS, Member.SCORES, Member.WEIGHTS);
    assertThat(matching.failing(POSTED)).isNull();
    assertThat(matching.failing(POSTED.changed(Member.WEIGHTS, 2))).isEqualTo(Member.WEIGHTS);
    assertThat(matching.failing(POSTED.changed(Member.SCORES, 3))).isEqualTo(Member.SCORES);
    for (Table other :
        List.of(
            POSTED.changed(Member.SCORES, 2),
            POSTED.changed(Member.WEIGHTS, 1),
            POSTED.changed(Member.ANNOTATIONS, 0))) {
      assertThat(matching.failing(other)).isNull();
      assertThat(matching.reproduces(other)).isTrue();
      assertThat(matching.reproducesBefore(other)).isFalse();
    }
    assertThat(matching.reproduces(POSTED.changed(Member.WEIGHTS, 3))).isFalse();
    assertThat(matching.reproducesBefore(POSTED.changed(Member.WEIGHTS, 2))).isTrue();
    assertThat(matching.reproducesBefore(POSTED.changed(Member.SCORES, 3))).isTrue();
  }

  @Test
  void theLastStepRequiresNothingOfTheStagesBeforeIt() {
    Matching matching = matching(new Place(Member.WEIGHTS, 3, true), Member.SCORES, Member.WEIGHTS);
    assertThat(matching.failing(POSTED.changed(Member.SCORES, 3))).isNull();
    assertThat(matching.failing(POSTED.changed(Member.WEIGHTS, 3))).isEqualTo(Member.WEIGHTS);
  }

  @Test
  void weightsAreSaturatedIfAllAre0Or1() {
    Table ones = POSTED.with(Member.WEIGHTS, 1, 1);
    ones.row(Member.WEIGHTS, 0)[0] = 1;
    Matching atWeights = matching(at(Member.WEIGHTS, 0), Member.WEIGHTS);
    assertThat(atWeights.isSaturated(ones)).isTrue();
    assertThat(atWeights.isSaturated(POSTED)).isFalse();
    assertThat(matching(at(Member.SCORES, 0), Member.SCORES).isSaturated(ones)).isFalse();
  }
}
