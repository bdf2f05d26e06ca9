package attention.definition;

import static org.assertj.core.api.Assertions.assertThat;

import attention.recurrent.CellType;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Which encodings are kept. */
class EncoderTests {

  private static final double[][] INPUTS = {{0.3}, {-1}, {2}};

  private final AtomicLong spent = new AtomicLong();
  private final Encoder encoder = new Encoder(spent::addAndGet);

  private static CellSpec cell(double weight) {
    Affine input = new Affine(new double[][] {{weight, 0.2, -0.3}}, new double[] {0.1, 0, 0});
    Affine hidden = new Affine(new double[][] {{0.5, -0.4, 0.7}}, null);
    return new CellSpec(CellType.GRU, input, hidden);
  }

  private static Definition definition(CellSpec forward) {
    return Definition.EMPTY
        .with(Part.INPUTS, INPUTS)
        .with(Part.ARITHMETIC, Arithmetic.FLOAT64)
        .with(Part.FORWARD, forward);
  }

  private boolean encodes(Definition definition) {
    long before = spent.get();
    encoder.of(definition);
    return spent.get() > before;
  }

  @Test
  void aStepCostsItsProductsAndItsActivations() {
    encoder.of(definition(cell(1)));
    assertThat(spent).hasValue(INPUTS.length * (1 + 1 + 10) * 3);
  }

  @Test
  void equalCellsAreEncodedOnce() {
    Definition right = definition(cell(1));
    assertThat(encodes(right)).isTrue();
    assertThat(encodes(definition(cell(1)))).isFalse();
    assertThat(encodes(definition(cell(1).withGates(1, 0, 2)))).isTrue();
    assertThat(encodes(definition(cell(1).withGates(1, 0, 2)))).isFalse();
  }

  @Test
  void whatMakesAnotherEncodingIsEncodedAnew() {
    Definition right = definition(cell(1));
    encoder.of(right);
    assertThat(encodes(definition(cell(1).withResetBefore()))).isTrue();
    assertThat(encodes(definition(cell(1).withUpdateInverted()))).isTrue();
    assertThat(encodes(right.with(Part.ARITHMETIC, Arithmetic.FLOAT32))).isTrue();
    assertThat(encodes(right.with(Part.INPUTS, new double[][] {{1}}))).isTrue();
    Definition both = right.with(Part.BACKWARD, cell(2)).with(Part.BACKWARDS, Backwards.BY_INPUT);
    assertThat(encodes(both)).isTrue();
    assertThat(encodes(both.with(Part.BACKWARDS, Backwards.AS_COMPUTED))).isTrue();
    assertThat(encodes(both.with(Part.BACKWARD, cell(3)))).isTrue();
    assertThat(encodes(both)).isFalse();
  }

  @Test
  void theFirstEncodingStaysAndTheOldestOtherGoes() {
    for (int i = 0; i <= Encoder.MOST; i++) {
      assertThat(encodes(definition(cell(i)))).isTrue();
    }
    assertThat(encodes(definition(cell(0)))).isFalse();
    assertThat(encodes(definition(cell(2)))).isFalse();
    assertThat(encodes(definition(cell(1)))).isTrue();
  }
}
