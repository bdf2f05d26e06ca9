package attention.parse;

import attention.problem.FaultCode;
import attention.problem.Pointer;
import attention.request.InputMatrix;
import attention.request.InputMatrix.Values;
import attention.request.InputVector;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads an array of arrays of numbers, or one array of numbers. */
final class MatrixReader implements ValueReader {

  private static final int FIRST_CHUNK = 4;
  private static final int LARGEST_CHUNK = 32_768;

  /** A number as {@code double}, and its copy in the dtype. */
  static final long BYTES_PER_NUMBER = 2L * Double.BYTES;

  /** A matrix without its numbers: the record, its place, the list of chunks, the copy. */
  static final long BYTES_PER_MATRIX = 224;

  private static final String BATCH =
      " A matrix has two axes: send one sequence per request, and post each sequence of a batch by itself.";

  private final boolean flat;
  private final boolean nullMeansMasked;

  private MatrixReader(boolean flat, boolean nullMeansMasked) {
    this.flat = flat;
    this.nullMeansMasked = nullMeansMasked;
  }

  /** Reads a matrix, in which {@code null} may mean −∞. */
  static ValueReader matrix(boolean nullMeansMasked) {
    return new MatrixReader(false, nullMeansMasked);
  }

  /** Reads a vector. */
  static ValueReader vector() {
    MatrixReader reader = new MatrixReader(true, false);
    return (in, at) -> new InputVector(reader.read(in, at));
  }

  @Override
  public InputMatrix read(ReadContext in, Pointer at) {
    Run run = new Run(in, at);
    return flat ? run.readVector() : run.read();
  }

  /** The state of reading one matrix. */
  private final class Run {

    private final ReadContext in;
    private final JsonParser json;
    private final Pointer at;
    private final List<double[]> chunks = new ArrayList<>();
    private double[] chunk = new double[0];
    private int filled;
    private int rows;
    private int columns;
    private int column;
    private boolean sound = true;

    Run(ReadContext in, Pointer at) {
      this.in = in;
      this.json = in.json();
      this.at = at;
      in.hold(BYTES_PER_MATRIX);
    }

    InputMatrix read() {
      if (json.currentToken() != JsonToken.START_ARRAY) {
        in.wrongType(at, "an array of rows, each an array of numbers");
        return grid(false);
      }
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (json.currentToken() == JsonToken.START_ARRAY) {
          row();
        } else {
          in.wrongType(at.child(rows), "a row: an array of numbers");
          sound = false;
        }
        rows++;
      }
      if (rows == 0 || columns == 0) {
        in.faults()
            .add(
                FaultCode.EMPTY_MATRIX,
                at,
                "Expected at least one row and one column, found a matrix of %d × %d.",
                rows,
                columns);
        sound = false;
      }
      return grid(sound);
    }

    InputMatrix readVector() {
      if (json.currentToken() != JsonToken.START_ARRAY) {
        in.wrongType(at, "an array of numbers");
        return grid(false);
      }
      row();
      rows = 1;
      return grid(sound);
    }

    private void row() {
      column = 0;
      plainNumbers();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        number(json.currentToken());
        column++;
      }
      if (rows == 0) {
        columns = column;
      } else if (column != columns) {
        sound = false;
        ragged();
      }
    }

    private void ragged() {
      if (in.faults().lists(FaultCode.RAGGED_ROW)) {
        in.faults()
            .add(
                FaultCode.RAGGED_ROW,
                at.child(rows),
                "Expected %d numbers, as in row 0, found %d. Make every row of the matrix equally long.",
                columns,
                column);
      } else {
        in.faults().count(FaultCode.RAGGED_ROW, 1);
      }
    }

    private void plainNumbers() {
      in.scanner().begin(json);
      boolean more = true;
      while (more) {
        makeRoom();
        int taken = in.scanner().take(chunk, filled) - filled;
        column += taken;
        filled += taken;
        count(taken);
        more = taken > 0;
      }
    }

    private void number(JsonToken token) {
      if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
        keep(in.finite(this::place, nullMeansMasked));
      } else if (token == JsonToken.VALUE_NULL && nullMeansMasked) {
        keep(Double.NEGATIVE_INFINITY);
      } else {
        sound = false;
        in.wrongType(
            place(),
            nullMeansMasked ? "a number, or null for −∞" : "a number",
            token == JsonToken.START_ARRAY && !flat ? BATCH : "");
      }
    }

    private Pointer place() {
      return flat ? at.child(column) : at.child(rows).child(column);
    }

    private void keep(double value) {
      makeRoom();
      chunk[filled++] = value;
      count(1);
    }

    /** Makes room for a number; what follows a fault overwrites what is there. */
    private void makeRoom() {
      if (filled == chunk.length) {
        if (sound || filled == 0) {
          int length = Math.clamp(2L * filled, FIRST_CHUNK, LARGEST_CHUNK);
          in.hold(BYTES_PER_NUMBER * length);
          chunk = new double[length];
          chunks.add(chunk);
        }
        filled = 0;
      }
    }

    /** Counts the last numbers, and keeps none if there are too many. */
    private void count(int numbers) {
      if (!in.countNumbers(numbers, at)) {
        sound = false;
        chunks.clear();
        filled = 0;
      }
    }

    private InputMatrix grid(boolean wellFormed) {
      return new InputMatrix(at, rows, columns, new Values.Chunks(chunks), flat, wellFormed);
    }
  }
}
