package attention.recurrent;

import attention.matrix.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * What a cell hands on from one step to the next.
 *
 * @param hidden 1 × h
 * @param memory 1 × h, what an LSTM keeps beside its hidden state; absent in the other cells
 */
public record CellState<M extends Matrix<M>>(M hidden, @Nullable M memory) {}
