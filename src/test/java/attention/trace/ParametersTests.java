package attention.trace;

import static org.assertj.core.api.Assertions.assertThat;

import attention.matrix.FloatMatrix;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How many numbers parameters are. */
class ParametersTests {

  private static final Parameters TABLE = new Parameters.Table(FloatMatrix.zeros(3, 4));
  private static final Parameters VECTOR = new Parameters.Vector(FloatMatrix.zeros(1, 5));
  private static final Parameters WORD = new Parameters.Word("lstm");

  @Test
  void aTableHasOneForEachCell() {
    assertThat(TABLE.numbers()).isEqualTo(12);
  }

  @Test
  void aVectorHasOneForEachColumn() {
    assertThat(VECTOR.numbers()).isEqualTo(5);
  }

  @Test
  void aWordHasNone() {
    assertThat(WORD.numbers()).isZero();
  }

  @Test
  void aGroupHasThoseOfItsMembersAtEveryDepth() {
    Parameters cell = new Parameters.Group(Map.of("type", WORD, "input", TABLE, "bias", VECTOR));
    assertThat(new Parameters.Group(Map.of("forward", cell, "query", TABLE)).numbers())
        .isEqualTo(12 + 5 + 12);
  }
}
