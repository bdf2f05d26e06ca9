package attention.recurrent;

import attention.matrix.Dtype;
import attention.trace.Footprint;

/**
 * The sizes of an answer by encoder and decoder, and what it takes in memory.
 *
 * @param inputs n
 * @param steps the most steps of the decoder
 * @param width the width of an annotation
 * @param hidden h, the hidden size of the decoder
 * @param weights the numbers in the matrices of all cells and maps, which are packed for products
 * @param keyNumbers how many numbers the score keeps of an annotation; 0 without attention
 * @param combined a, the width of the attentional vector; 0 without one
 * @param readOut V, the width of the logits; 0 without a readout
 */
public record RecurrentSizes(
    Dtype dtype,
    int inputs,
    int steps,
    int width,
    int hidden,
    long weights,
    long keyNumbers,
    int combined,
    int readOut)
    implements Footprint {

  /** Matrices of a step that hold one number for each annotation, diagnostics included. */
  private static final int STAGES = 9;

  /** What a score with a hidden layer computes in, at most, and the margins of packed matrices. */
  private static final long WORKING = 40_000;

  @Override
  public int rowCount() {
    return steps;
  }

  @Override
  public int blockRows() {
    return 1;
  }

  /**
   * Annotations, what attention keeps of them, the packed copies of every matrix, and what a step
   * computes in.
   */
  @Override
  public long sharedBytes() {
    long annotations = (long) inputs * width;
    long attention = 0;
    if (keyNumbers > 0) {
      attention = annotations + 2 * keyNumbers + ((long) inputs + width + hidden) * keyNumbers;
    }
    long numbers = annotations + attention + weights + WORKING;
    return numbers * dtype.bytesInMemory() + (long) Integer.BYTES * steps;
  }

  @Override
  public long blockBytes() {
    long row = hidden * 3L + width + combined + readOut;
    return ((long) inputs * STAGES + row) * dtype.bytesInMemory();
  }

  @Override
  public boolean inSequence() {
    return true;
  }
}
