package attention.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the answer should hold. */
class SelectionTests {

  private static final Parameters ONE = new Parameters.Group(Map.of());
  private static final Parameters OTHER = new Parameters.Group(Map.of("query", ONE));

  private static final Selection NOTHING_DRAWN =
      new Selection(null, new Labels(null, null), EnumSet.of(Member.WEIGHTS), Map.of());

  @Test
  void includesTheMembersThatAreWanted() {
    assertThat(NOTHING_DRAWN.includes(Member.WEIGHTS)).isTrue();
    assertThat(NOTHING_DRAWN.includes(Member.SCORES)).isFalse();
  }

  @Test
  void whatIsDrawnLaterJoinsWhatWasDrawnBefore() {
    Selection both = NOTHING_DRAWN.with(Member.PARAMETERS, ONE).with(Member.PROJECTIONS, OTHER);
    assertThat(both.drawn())
        .containsExactly(Map.entry(Member.PROJECTIONS, OTHER), Map.entry(Member.PARAMETERS, ONE));
    assertThat(NOTHING_DRAWN.drawn()).isEmpty();
  }
}
