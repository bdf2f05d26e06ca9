package attention.check;

import attention.definition.Arithmetic;
import attention.definition.Rows;
import attention.matrix.Dtype;
import attention.matrix.Matrix;
import attention.request.InputMatrix;
import attention.request.InputMatrix.Values;
import attention.request.InputVector;
import attention.trace.Parameters;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The numbers of a request as rows of float64, rounded to the type of an arithmetic. */
final class Numbers {

  private final Arithmetic arithmetic;

  /** The dtype of the request, in which raw numbers are. */
  private final Dtype dtype;

  Numbers(Arithmetic arithmetic, Dtype dtype) {
    this.arithmetic = arithmetic;
    this.dtype = dtype;
  }

  double[][] matrix(InputMatrix input) {
    double[][] rows = exact(input);
    for (double[] row : rows) {
      arithmetic.round(row);
    }
    return rows;
  }

  double @Nullable [] vector(@Nullable InputVector input) {
    return input == null ? null : matrix(input.row())[0];
  }

  /** A matrix whose product is taken, its numbers as operands. */
  double[][] weights(InputMatrix input, boolean transposed) {
    double[][] rows = matrix(input);
    return operands(transposed ? Rows.transposed(rows) : rows);
  }

  /** The numbers as they were sent; nothing if there are none. */
  double @Nullable [] exact(@Nullable InputVector input) {
    return input == null ? null : exact(input.row())[0];
  }

  double scalar(double number) {
    return arithmetic.round(number);
  }

  /** A matrix that was drawn. */
  double[][] drawn(Parameters parameters) {
    Matrix<?> matrix =
        switch (parameters) {
          case Parameters.Table(Matrix<?> table) -> table;
          case Parameters.Vector(Matrix<?> row) -> row;
          default -> throw new IllegalArgumentException("Neither a matrix nor a vector");
        };
    double[][] rows = new double[matrix.rows()][matrix.columns()];
    for (int row = 0; row < rows.length; row++) {
      matrix.get(row, rows[row]);
      arithmetic.round(rows[row]);
    }
    return operands(rows);
  }

  private double[][] operands(double[][] rows) {
    for (int row = 0; row < rows.length; row++) {
      rows[row] = arithmetic.operands(rows[row]);
    }
    return rows;
  }

  private double[][] exact(InputMatrix input) {
    double[][] rows = new double[input.rows()][input.columns()];
    switch (input.numbers()) {
      case Values.Chunks(List<double[]> arrays) -> copy(arrays, rows);
      case Values.Raw(ByteBuffer bytes) -> read(bytes.duplicate().order(bytes.order()), rows);
    }
    return rows;
  }

  private static void copy(List<double[]> arrays, double[][] rows) {
    int array = 0;
    int at = 0;
    for (double[] row : rows) {
      for (int filled = 0; filled < row.length; ) {
        if (at == arrays.get(array).length) {
          array++;
          at = 0;
        }
        int count = Math.min(row.length - filled, arrays.get(array).length - at);
        System.arraycopy(arrays.get(array), at, row, filled, count);
        filled += count;
        at += count;
      }
    }
  }

  private void read(ByteBuffer bytes, double[][] rows) {
    bytes.rewind();
    for (double[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] =
            switch (dtype) {
              case FLOAT64 -> bytes.getDouble();
              case FLOAT32 -> bytes.getFloat();
              case FLOAT16 -> Float.float16ToFloat(bytes.getShort());
              case BFLOAT16 -> Float.intBitsToFloat(bytes.getShort() << 16);
            };
      }
    }
  }
}
