package attention.recurrent;

import static attention.recurrent.Model.bahdanau;
import static attention.recurrent.Model.luong;
import static attention.recurrent.Model.map;
import static org.assertj.core.api.Assertions.assertThat;

import attention.matrix.FloatMatrix;
import org.junit.jupiter.api.Test;

/** What a plan holds and costs, counted for the small model: n = 3, all widths 2 but y's. */
class HeldTests {

  private static final int FLOAT = 4;

  private static final Readout<FloatMatrix> READOUT =
      new Readout<>(map(FloatMatrix.zeros(4, 5)), null);

  private static long shared(Model model) {
    return model.plan().trace().sharedBytes();
  }

  private static long block(Model model) {
    return model.plan().trace().blockBytes();
  }

  @Test
  void whatIsSharedIsCountedInFull() {
    long cells = (2 + 2) * 2 + (3 + 2) * 2;
    long working = 40_000;
    long fixed = 3 * 2 + cells + working;
    assertThat(shared(bahdanau().fixed())).isEqualTo(fixed * FLOAT + 2 * Integer.BYTES);
    // Packed annotations, keys, and the parameters of a score from h = 2 and c = 2 to 2.
    long attention = 3 * 2 + 3 * 2 + (2 + 2) * 2 + 2 * 2;
    assertThat(shared(bahdanau()) - shared(bahdanau().fixed())).isEqualTo(attention * FLOAT);
  }

  @Test
  void whatIsSharedGrowsWithInputsAndTheirAttention() {
    long small = shared(bahdanau());
    Model longer = bahdanau().reading(FloatMatrix.zeros(1003, 2));
    // Annotations, packed as values, and what the score keeps of them.
    assertThat(shared(longer) - small).isEqualTo(1000 * 3 * 2 * FLOAT);
    assertThat(shared(longer.fixed()) - shared(bahdanau().fixed())).isEqualTo(1000 * 2 * FLOAT);
  }

  @Test
  void whatIsSharedHoldsAPackedCopyOfEveryMatrix() {
    long small = shared(bahdanau().fixed());
    assertThat(shared(bahdanau().fixed().readBy(READOUT)) - small).isEqualTo(4 * 5 * FLOAT);
    Bridge<FloatMatrix> bridge = new Bridge<>(Bridge.From.FORWARD, map(FloatMatrix.zeros(2, 2)));
    assertThat(shared(bahdanau().fixed().startingFrom(bridge, null)) - small)
        .isEqualTo(2 * 2 * FLOAT);
    Combine<FloatMatrix> combine = new Combine<>(map(FloatMatrix.zeros(4, 3)), false);
    assertThat(shared(luong(combine).fixed()) - shared(luong(null).fixed()))
        .isEqualTo(4 * 3 * FLOAT);
  }

  @Test
  void aGenerationHoldsOneIndexForEachStep() {
    FloatMatrix embeddings = FloatMatrix.zeros(5, 1);
    Model few = bahdanau().generating(new Generation<>(embeddings, 0, null, 10), READOUT);
    Model many = bahdanau().generating(new Generation<>(embeddings, 0, null, 1010), READOUT);
    assertThat(shared(many) - shared(few)).isEqualTo(1000 * Integer.BYTES);
    assertThat(block(many)).isEqualTo(block(few));
  }

  @Test
  void aStepHoldsItsStages() {
    long small = block(bahdanau());
    assertThat(small).isEqualTo((3 * 9 + 3 * 2 + 2) * FLOAT);
    assertThat(block(bahdanau().reading(FloatMatrix.zeros(4, 2))) - small).isEqualTo(9 * FLOAT);
    assertThat(block(bahdanau().readBy(READOUT)) - small).isEqualTo(5 * FLOAT);
    Combine<FloatMatrix> combine = new Combine<>(map(FloatMatrix.zeros(4, 3)), false);
    assertThat(block(luong(combine)) - small).isEqualTo(3 * FLOAT);
  }
}
