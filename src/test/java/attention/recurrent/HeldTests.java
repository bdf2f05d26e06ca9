package attention.recurrent;

import static org.assertj.core.api.Assertions.assertThat;

import attention.matrix.Dtype;
import attention.mechanism.WorkingMemory;
import attention.trace.Trace;
import org.junit.jupiter.api.Test;

/** What is counted for an answer by encoder and decoder. */
class HeldTests {

  private static final int FLOAT = 4;

  private static RecurrentSizes sizes(
      int inputs, int steps, long keyNumbers, WorkingMemory memory) {
    return new RecurrentSizes(Dtype.FLOAT32, inputs, steps, 2, 3, keyNumbers, 5, 7, 0, memory);
  }

  private static RecurrentSizes fixed(int inputs, int steps) {
    return sizes(inputs, steps, 0, WorkingMemory.NONE);
  }

  @Test
  void whatIsSharedGrowsWithInputsAndTheirAttention() {
    long small = fixed(3, 2).sharedBytes();
    long index = 2 * Integer.BYTES;
    assertThat(fixed(1003, 2).sharedBytes() - small).isEqualTo(1000 * (2 * FLOAT + index));
    RecurrentSizes attending = sizes(1003, 2, 4, WorkingMemory.NONE);
    // Packed as values, finite ones once more, and what the score keeps of them.
    assertThat(attending.sharedBytes() - fixed(1003, 2).sharedBytes())
        .isEqualTo(1003 * (2 + 2 + 4) * FLOAT);
  }

  @Test
  void whatIsSharedHoldsOneIndexForEachStep() {
    assertThat(fixed(3, 1002).sharedBytes() - fixed(3, 2).sharedBytes())
        .isEqualTo(1000 * Integer.BYTES);
    assertThat(fixed(3, 1002).blockBytes()).isEqualTo(fixed(3, 2).blockBytes());
  }

  @Test
  void whatItComputesInIsCountedBesideThat() {
    RecurrentSizes working = sizes(3, 2, 0, new WorkingMemory(1_000, 30));
    assertThat(working.sharedBytes() - fixed(3, 2).sharedBytes()).isEqualTo(1_000);
    assertThat(working.workingBytes() - fixed(3, 2).workingBytes()).isEqualTo(30);
    assertThat(working.blockBytes()).isEqualTo(fixed(3, 2).blockBytes());
  }

  @Test
  void aStepHoldsItsStages() {
    long small = fixed(3, 2).blockBytes();
    assertThat(small).isEqualTo((3 * 9 + 3 * 3 + 2 + 5 + 7) * FLOAT);
    assertThat(fixed(4, 2).blockBytes() - small).isEqualTo(9 * FLOAT);
  }

  @Test
  void aStepComputesInVectorsOfItsCellAndItsMaps() {
    RecurrentSizes working = sizes(3, 2, 0, new WorkingMemory(1_000, 30));
    assertThat(working.workingBytes()).isEqualTo((16 * (3 + 2) + 5 + 7) * FLOAT + 3 * 3 + 30);
  }

  @Test
  void aRowHasWhatIsListedOfIt() {
    RecurrentSizes listing =
        new RecurrentSizes(Dtype.FLOAT32, 3, 2, 2, 3, 0, 5, 7, 100, WorkingMemory.NONE);
    assertThat(listing.rowNumbers()).isEqualTo(100);
  }

  @Test
  void anAnswerOnItsWayIsAsLargeAsItWasCounted() {
    Trace trace = Steps.trace(Model.bahdanau().plan());
    RecurrentSizes counted =
        new RecurrentSizes(Dtype.FLOAT32, 3, 2, 2, 2, 0, 0, 0, 0, WorkingMemory.NONE);
    assertThat(trace.footprint().sharedBytes()).isEqualTo(counted.sharedBytes());
    assertThat(trace.footprint().blockBytes()).isEqualTo(counted.blockBytes());
    assertThat(trace.footprint().workingBytes()).isEqualTo(counted.workingBytes());
    assertThat(trace.footprint().rowNumbers()).isEqualTo(counted.rowNumbers());
    assertThat(trace.footprint().inSequence()).isTrue();
  }
}
