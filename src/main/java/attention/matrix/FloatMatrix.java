package attention.matrix;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * A matrix of {@code float} in one array. A view shares the array of its matrix. Numbers are
 * rounded to the dtype when they are written.
 */
public final class FloatMatrix implements Matrix<FloatMatrix> {

  private final FloatEncoding encoding;
  private final float[] values;
  private final int offset;
  private final int rows;
  private final int columns;
  private final int stride;

  private FloatMatrix(
      FloatEncoding encoding, float[] values, int offset, int rows, int columns, int stride) {
    this.encoding = encoding;
    this.values = values;
    this.offset = offset;
    this.rows = rows;
    this.columns = columns;
    this.stride = stride;
  }

  /**
   * A matrix of zeros.
   *
   * @throws IllegalArgumentException if a side is negative or there are too many elements for one
   *     array
   */
  public static FloatMatrix zeros(int rows, int columns) {
    return zeros(Dtype.FLOAT32, rows, columns);
  }

  /**
   * A matrix of zeros of a dtype.
   *
   * @throws IllegalArgumentException if a {@code float} cannot store the dtype, a side is negative,
   *     or there are too many elements for one array
   */
  public static FloatMatrix zeros(Dtype dtype, int rows, int columns) {
    float[] values = new float[Shapes.elements(rows, columns)];
    return new FloatMatrix(FloatEncoding.of(dtype), values, 0, rows, columns, columns);
  }

  /**
   * A matrix over {@code values}, which it keeps.
   *
   * @throws IllegalArgumentException if {@code values} does not hold rows · columns numbers
   */
  public static FloatMatrix of(int rows, int columns, float... values) {
    Shapes.requireLength(values.length, rows, columns);
    return new FloatMatrix(FloatEncoding.FLOAT32, values, 0, rows, columns, columns);
  }

  @Override
  public Dtype dtype() {
    return encoding.dtype();
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
  public float[] values() {
    return values;
  }

  /** Where row {@code row} begins in {@link #values()}. */
  public int start(int row) {
    Objects.checkIndex(row, rows);
    return offset + row * stride;
  }

  /** The distance between the starts of two rows. */
  public int stride() {
    return stride;
  }

  @Override
  public FloatMatrix rows(int from, int to) {
    Objects.checkFromToIndex(from, to, rows);
    return new FloatMatrix(encoding, values, offset + from * stride, to - from, columns, stride);
  }

  @Override
  public FloatMatrix columns(int from, int to) {
    Objects.checkFromToIndex(from, to, columns);
    return new FloatMatrix(encoding, values, offset + from, rows, to - from, stride);
  }

  @Override
  public FloatMatrix select(int[] chosen) {
    if (Shapes.isContiguous(chosen)) {
      return rows(chosen[0], chosen[0] + chosen.length);
    }
    FloatMatrix copy = zeros(dtype(), chosen.length, columns);
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(values, start(chosen[i]), copy.values, copy.start(i), columns);
    }
    return copy;
  }

  @Override
  public FloatMatrix transposed() {
    FloatMatrix copy = zeros(dtype(), columns, rows);
    for (int i = 0; i < rows; i++) {
      int from = start(i);
      for (int j = 0; j < columns; j++) {
        copy.values[j * rows + i] = values[from + j];
      }
    }
    return copy;
  }

  @Override
  public void get(int row, double[] target) {
    int from = start(row);
    for (int j = 0; j < columns; j++) {
      target[j] = values[from + j];
    }
  }

  @Override
  public void set(int row, double[] source) {
    encoding.write(source, columns, values, start(row));
  }

  @Override
  public void write(int position, double[] source, int length) {
    Shapes.requireWhole(columns, stride);
    Objects.checkFromIndexSize(position, length, rows * columns);
    encoding.write(source, length, values, offset + position);
  }

  @Override
  public void read(int position, ByteBuffer source) {
    Shapes.requireWhole(columns, stride);
    int length = source.remaining() / dtype().bytes();
    Objects.checkFromIndexSize(position, length, rows * columns);
    encoding.read(source, values, offset + position, length);
    source.position(source.position() + length * dtype().bytes());
  }

  @Override
  public void put(int row, ByteBuffer target) {
    encoding.put(values, start(row), columns, target);
    target.position(target.position() + columns * dtype().bytes());
  }
}
