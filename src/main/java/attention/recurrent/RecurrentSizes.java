package attention.recurrent;

import attention.matrix.Dtype;
import attention.mechanism.WorkingMemory;
import attention.trace.Footprint;

/**
 * The sizes of an answer by encoder and decoder, and what it takes in memory.
 *
 * @param inputs n
 * @param steps the most steps of the decoder
 * @param width the width of an annotation
 * @param hidden h, the hidden size of the decoder
 * @param keyNumbers how many numbers the score keeps of an annotation; 0 without attention
 * @param combined a, the width of the attentional vector; 0 without one
 * @param readOut V, the width of the logits; 0 without a readout
 * @param listed the numbers of a row that the answer lists
 * @param working packed and turned copies of the matrices of all cells and maps, and what a score
 *     and a normalization compute in
 */
public record RecurrentSizes(
    Dtype dtype,
    int inputs,
    int steps,
    int width,
    int hidden,
    long keyNumbers,
    int combined,
    int readOut,
    long listed,
    WorkingMemory working)
    implements Footprint {

  /** Matrices of a step that hold one number for each annotation, diagnostics included. */
  private static final int STAGES = 9;

  /** What a step of a cell computes in, by the width of its state: gates, and vectors joined. */
  private static final int GATES = 16;

  /** Objects, and the margins of packed matrices. */
  private static final long FIXED_BYTES = 16 * 1024;

  @Override
  public int rowCount() {
    return steps;
  }

  @Override
  public int blockRows() {
    return 1;
  }

  /**
   * Annotations, what attention keeps of them, copies of every matrix, and which step reads what.
   */
  @Override
  public long sharedBytes() {
    long annotations = (long) inputs * width;
    long numbers = annotations;
    if (keyNumbers > 0) {
      // Packed as values, and once more if one of them is not finite.
      numbers += 2 * annotations + inputs * keyNumbers;
    }
    return numbers * dtype.bytesInMemory()
        + (2L * inputs + steps) * Integer.BYTES
        + FIXED_BYTES
        + working.shared();
  }

  @Override
  public long blockBytes() {
    long row = hidden * 3L + width + combined + readOut;
    return ((long) inputs * STAGES + row) * dtype.bytesInMemory();
  }

  @Override
  public long workingBytes() {
    long vectors = (long) GATES * (hidden + width) + combined + readOut;
    return vectors * dtype.bytesInMemory() + 3L * inputs + working.block();
  }

  @Override
  public long rowNumbers() {
    return listed;
  }

  @Override
  public boolean inSequence() {
    return true;
  }
}
