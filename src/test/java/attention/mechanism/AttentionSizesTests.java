package attention.mechanism;

import static org.assertj.core.api.Assertions.assertThat;

import attention.matrix.Dtype;
import attention.stage.HeadLayout;
import attention.trace.Member;
import attention.trace.Trace;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an answer takes in memory, beside what is counted by hand. */
class AttentionSizesTests {

  private static final HeadLayout GROUPED = new HeadLayout(4, 2);

  /** Contexts are 6 / 2 × 4 = 12 wide. */
  private static final Widths WIDTHS = new Widths(24, 14, 6, 20, 7, 9);

  private static final Set<Member> STAGES =
      EnumSet.of(Member.SCORES, Member.WEIGHTS, Member.CONTEXT);

  /** 5 queries and 10 keys, each prepared twice; a head computes in three stages. */
  private static AttentionSizes grouped(Set<Member> wanted) {
    return new AttentionSizes(
        Dtype.FLOAT32, 5, 10, GROUPED, WIDTHS, 2, 3, new WorkingMemory(1_000, 300), wanted);
  }

  private static Set<Member> with(Member more) {
    Set<Member> members = EnumSet.copyOf(STAGES);
    members.add(more);
    return members;
  }

  @Test
  void keysAndValuesAreSharedByAllBlocks() {
    long vectors = 10 * (3 * 14 + 6) * Float.BYTES;
    long keyValueHeads = 2 * (4 * 10 * Integer.BYTES + 512);
    assertThat(grouped(STAGES).sharedBytes())
        .isEqualTo(vectors + keyValueHeads + 4 * 1024 + 2 * 5 * Integer.BYTES + 1_000);
  }

  @Test
  void aBlockHasItsStagesAndVectors() {
    long cells = 3 * 4 * 10;
    long vectors = 3 * 24 + 2 * 12 + 9;
    assertThat(grouped(STAGES).blockBytes())
        .isEqualTo(5 * ((cells + vectors) * Float.BYTES + 512 + 4 * (192 + 5 * Float.BYTES)));
  }

  @Test
  void theMeanOfAllHeadsIsComputedInTwoStages() {
    assertThat(grouped(with(Member.AVERAGE_WEIGHTS)).blockBytes())
        .isEqualTo(grouped(STAGES).blockBytes() + 5 * 2 * 10 * Float.BYTES);
  }

  @Test
  void aBlockWorksInWhatQueriesAreMappedFromAndTo() {
    long mapped = (20 + 7) * Float.BYTES;
    assertThat(grouped(STAGES).workingBytes())
        .isEqualTo(5 * (mapped + 10) + 10 * (2 + Float.BYTES) + 4 * 1536 + 300);
  }

  @Test
  void withContributionsEachHeadKeepsItsAllowedKeys() {
    AttentionSizes sizes = grouped(with(Member.CONTRIBUTIONS));
    assertThat(sizes.workingBytes()).isEqualTo(grouped(STAGES).workingBytes() + 5 * 3 * 10);
    assertThat(sizes.inSequence()).isTrue();
    assertThat(grouped(STAGES).inSequence()).isFalse();
  }

  @Test
  void aRowHasItsStagesVectorsAndTerms() {
    long row = 2 * 4 * 10 + 12;
    assertThat(grouped(STAGES).rowNumbers()).isEqualTo(row);
    assertThat(grouped(EnumSet.noneOf(Member.class)).rowNumbers()).isZero();
    assertThat(grouped(with(Member.QUERY)).rowNumbers()).isEqualTo(row + 24);
    assertThat(grouped(with(Member.ROTATED_QUERY)).rowNumbers()).isEqualTo(row + 24);
    assertThat(grouped(with(Member.CONCATENATED)).rowNumbers()).isEqualTo(row + 12);
    assertThat(grouped(with(Member.OUTPUT)).rowNumbers()).isEqualTo(row + 9);
    assertThat(grouped(with(Member.ENTROPY)).rowNumbers()).isEqualTo(row + 4);
    assertThat(grouped(with(Member.AVERAGE_WEIGHTS)).rowNumbers()).isEqualTo(row + 10);
    assertThat(grouped(with(Member.CONTRIBUTIONS)).rowNumbers()).isEqualTo(row + 10 * 12);
  }

  @Test
  void ofManyStagesARowHasOnlyThoseThatAreComputed() {
    Set<Member> all = EnumSet.allOf(Member.class);
    assertThat(grouped(all).rowNumbers())
        .isEqualTo(3 * 4 * 10 + 4 * 5 + 3 * 24 + 2 * 12 + 9 + 10 + 10 * 12);
  }

  /** A row of 10,000 keys and vectors of 2,000 in each of two heads: 20 million products. */
  @Test
  void aBlockOfWideVectorsHasFewRows() {
    Widths wide = new Widths(3_000, 3_000, 1_000, 0, 0, 0);
    AttentionSizes sizes =
        new AttentionSizes(
            Dtype.FLOAT32,
            50,
            10_000,
            new HeadLayout(2, 2),
            wide,
            0,
            2,
            WorkingMemory.NONE,
            STAGES);
    assertThat(sizes.blockRows()).isEqualTo(6);
  }

  @Test
  void twoWorkingMemoriesAreAddedUp() {
    assertThat(new WorkingMemory(3, 40).plus(new WorkingMemory(7, 50)))
        .isEqualTo(new WorkingMemory(10, 90));
  }

  /** Two rows of three scores in float64. */
  @Test
  void weighingTakesScoresAndWeights() {
    Plan plan = Plan.weights(new double[] {1, 2, 3}, new double[] {4, 5, 6}).in(Dtype.FLOAT64);
    Trace trace = plan.trace();
    assertThat(trace.footprint().sharedBytes()).isZero();
    assertThat(trace.footprint().blockBytes())
        .isEqualTo(2 * (2 * 3 * Double.BYTES + 512 + 192 + 5 * Double.BYTES));
    assertThat(trace.footprint().workingBytes()).isEqualTo(3 * (2 + 2 + Double.BYTES));
    assertThat(trace.footprint().rowNumbers()).isEqualTo(2 * 3 + 5);
    assertThat(trace.footprint().inSequence()).isFalse();
  }
}
