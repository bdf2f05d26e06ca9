package attention.recurrent;

import attention.matrix.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * The decoder.
 *
 * @param feed what it reads in each step
 * @param start where its first state comes from
 * @param memory 1 × h, the memory an LSTM starts from; absent = what {@code start} hands over, else
 *     zeros
 * @param readout what reads its steps out; absent = nothing does
 */
public record Decoder<M extends Matrix<M>>(
    Cell<M> cell, Feed<M> feed, Start<M> start, @Nullable M memory, @Nullable Readout<M> readout) {

  public Decoder {
    if (memory != null && cell.type() != CellType.LSTM) {
      throw new IllegalArgumentException("A " + cell.type() + " cell has no memory to start from");
    }
    if (feed instanceof Generation && readout == null) {
      throw new IllegalArgumentException("Without a readout there are no predictions to feed");
    }
  }

  /**
   * A decoder of given inputs that nothing reads out.
   *
   * @param inputs m × d_y, one row per step
   * @param initial 1 × h; absent = the last forward state of the encoder
   */
  public Decoder(Cell<M> cell, M inputs, @Nullable M initial) {
    this(
        cell,
        new Feed.Given<>(inputs),
        initial == null ? new Start.Handed<>() : new Start.Given<>(initial),
        null,
        null);
  }

  /** The state before the first step. */
  CellState<M> start(Encoding<M> encoding) {
    if (cell.type() != CellType.LSTM) {
      return new CellState<>(start.hidden(encoding), null);
    }
    M handed = memory != null ? memory : start.memory(encoding);
    return new CellState<>(start.hidden(encoding), handed != null ? handed : cell.zeros().memory());
  }
}
