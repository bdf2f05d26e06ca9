package attention.matrix;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.util.Objects;

/**
 * A matrix of {@code double} in one array; a view shares the array of the matrix it was cut from.
 */
public final class DoubleMatrix implements Matrix<DoubleMatrix> {

  private final double[] values;
  private final int offset;
  private final int rows;
  private final int columns;
  private final int stride;

  private DoubleMatrix(double[] values, int offset, int rows, int columns, int stride) {
    this.values = values;
    this.offset = offset;
    this.rows = rows;
    this.columns = columns;
    this.stride = stride;
  }

  /**
   * A matrix of zeros.
   *
   * @throws IllegalArgumentException if a side is negative or the elements are too many for one
   *     array
   */
  public static DoubleMatrix zeros(int rows, int columns) {
    return new DoubleMatrix(new double[Shapes.elements(rows, columns)], 0, rows, columns, columns);
  }

  /**
   * A matrix over {@code values}, which it keeps.
   *
   * @throws IllegalArgumentException if {@code values} does not hold rows · columns numbers
   */
  public static DoubleMatrix of(int rows, int columns, double... values) {
    Shapes.requireLength(values.length, rows, columns);
    return new DoubleMatrix(values, 0, rows, columns, columns);
  }

  @Override
  public Dtype dtype() {
    return Dtype.FLOAT64;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public double at(int row, int column) {
    Objects.checkIndex(column, columns);
    return values[start(row) + column];
  }

  /** The array behind this matrix: row i begins at {@link #start}(i). */
  public double[] values() {
    return values;
  }

  /** Where row {@code row} begins in {@link #values()}. */
  public int start(int row) {
    Objects.checkIndex(row, rows);
    return offset + row * stride;
  }

  /** How far apart two rows begin. */
  public int stride() {
    return stride;
  }

  @Override
  public DoubleMatrix rows(int from, int to) {
    Objects.checkFromToIndex(from, to, rows);
    return new DoubleMatrix(values, offset + from * stride, to - from, columns, stride);
  }

  @Override
  public DoubleMatrix columns(int from, int to) {
    Objects.checkFromToIndex(from, to, columns);
    return new DoubleMatrix(values, offset + from, rows, to - from, stride);
  }

  @Override
  public DoubleMatrix select(int[] chosen) {
    if (Shapes.isContiguous(chosen)) {
      return rows(chosen[0], chosen[0] + chosen.length);
    }
    DoubleMatrix copy = zeros(chosen.length, columns);
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(values, start(chosen[i]), copy.values, copy.start(i), columns);
    }
    return copy;
  }

  @Override
  public DoubleMatrix transposed() {
    DoubleMatrix copy = zeros(columns, rows);
    for (int i = 0; i < rows; i++) {
      int from = start(i);
      for (int j = 0; j < columns; j++) {
        copy.values[j * rows + i] = values[from + j];
      }
    }
    return copy;
  }

  @Override
  public void write(int position, double[] source, int length) {
    Shapes.requireWhole(columns, stride);
    Objects.checkFromIndexSize(position, length, rows * columns);
    int target = offset + position;
    for (int i = 0; i < length; i++) {
      values[target + i] = (double) source[i];
    }
  }

  @Override
  public void read(int position, ByteBuffer source) {
    Shapes.requireWhole(columns, stride);
    DoubleBuffer numbers = source.asDoubleBuffer();
    int length = numbers.remaining();
    Objects.checkFromIndexSize(position, length, rows * columns);
    numbers.get(values, offset + position, length);
    source.position(source.position() + length * Double.BYTES);
  }

  @Override
  public void put(int row, ByteBuffer target) {
    target.asDoubleBuffer().put(values, start(row), columns);
    target.position(target.position() + columns * Double.BYTES);
  }
}
