package attention.check;

import static org.assertj.core.api.Assertions.assertThat;

import attention.check.Explanation.Cause;
import attention.mistake.Mistake;
import attention.mistake.Mistakes;
import attention.trace.Mechanism;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExplanationTests {

  private static final List<String> CODES =
      Mistakes.of(Mechanism.SCALED_DOT_PRODUCT).stream().map(Mistake::code).limit(3).toList();

  private static Explanation of(Integer... places) {
    return new Explanation(
        Arrays.stream(places).map(place -> new Cause(CODES.get(place), "")).toList(), true);
  }

  @Test
  void theyAreInTheOrderOfTheirMistakes() {
    List<Explanation> ordered = List.of(of(0), of(0, 1), of(0, 2), of(1), of(1, 2), of(2));
    assertThat(ordered.reversed().stream().sorted(Explanation::inOrder))
        .containsExactlyElementsOf(ordered);
  }

  @Test
  void theyHaveTheCodesOfTheirCauses() {
    assertThat(of(1, 2).codes()).isEqualTo(CODES.subList(1, 3));
    assertThat(Stream.of(of(0), of(1)).map(Explanation::codes))
        .containsExactly(CODES.subList(0, 1), CODES.subList(1, 2));
  }
}
