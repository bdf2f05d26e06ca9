package attention.format;

import attention.decimal.Digits;
import attention.decimal.DoubleText;
import attention.decimal.FloatText;
import attention.decimal.NumberText;
import attention.matrix.DoubleMatrix;
import attention.matrix.FloatMatrix;
import attention.matrix.Matrix;
import attention.trace.Formula;
import attention.trace.Parameters;
import attention.trace.Preamble;
import attention.trace.Shape;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the values of a response as JSON (RFC 8259). Not thread-safe. A number is the shortest
 * decimal that reads back to the same number of its dtype; infinities and NaN are {@code null}.
 */
final class JsonText {

  /** How many numbers are written between two checks of the buffer's capacity. */
  private static final int BATCH = 512;

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final OutputBuffer out;
  private final NumberText numbers;
  private @Nullable FloatText float32;

  JsonText(NumberText numbers, OutputBuffer out) {
    this.numbers = numbers;
    this.out = out;
  }

  /** The members above the rows, in an object that is not closed. */
  void preamble(Preamble preamble) {
    ascii("{\"mechanism\":");
    string(preamble.mechanism().toString());
    member("dtype", preamble.dtype().toString());
    member("normalization", preamble.normalization());
    shape(preamble.shape());
    stages(preamble.stages());
    if (preamble.tokens() != null) {
      tokens(preamble.tokens());
    }
    preamble
        .parameters()
        .forEach((name, value) -> {
          name(',', name);
          parameter(value);
        });
  }

  private void shape(Shape shape) {
    ascii(",\"shape\":");
    count('{', "queries", shape.queries());
    count(',', "keys", shape.keys());
    Shape.Widths widths = shape.widths();
    if (widths != null) {
      count(',', "dimension", widths.query());
      if (widths.key() != widths.query()) {
        count(',', "keyDimension", widths.key());
      }
      count(',', "valueDimension", widths.value());
    }
    Shape.Heads heads = shape.heads();
    if (heads != null) {
      count(',', "heads", heads.query());
      count(',', "keyValueHeads", heads.keyValue());
    }
    out.put('}');
  }

  private void stages(List<Formula> stages) {
    ascii(",\"stages\":");
    char separator = '[';
    for (Formula stage : stages) {
      out.put(separator);
      ascii("{\"name\":");
      string(stage.member().toString());
      member("formula", stage.latex());
      out.put('}');
      separator = ',';
    }
    ascii(stages.isEmpty() ? "[]" : "]");
  }

  private void tokens(List<String> tokens) {
    ascii(",\"tokens\":");
    char separator = '[';
    for (String token : tokens) {
      out.put(separator);
      string(token);
      separator = ',';
    }
    ascii(tokens.isEmpty() ? "[]" : "]");
  }

  private void parameter(Parameters value) {
    switch (value) {
      case Parameters.Table(Matrix<?> matrix) -> table(matrix);
      case Parameters.Vector(Matrix<?> row) -> vector(row, 0);
      case Parameters.Word(String word) -> string(word);
      case Parameters.Group(Map<String, Parameters> members) -> {
        char separator = '{';
        for (Map.Entry<String, Parameters> member : members.entrySet()) {
          name(separator, member.getKey());
          parameter(member.getValue());
          separator = ',';
        }
        ascii(members.isEmpty() ? "{}" : "}");
      }
    }
  }

  private void table(Matrix<?> matrix) {
    for (int row = 0; row < matrix.rows(); row++) {
      out.put(row == 0 ? '[' : ',');
      vector(matrix, row);
    }
    ascii(matrix.rows() == 0 ? "[]" : "]");
  }

  /** A row of a matrix as an array. */
  void vector(Matrix<?> matrix, int row) {
    elements('[', matrix, row);
    ascii(matrix.columns() == 0 ? "[]" : "]");
  }

  /**
   * The numbers of a row with commas between them.
   *
   * @param opening the character before the first number
   */
  void elements(char opening, Matrix<?> matrix, int row) {
    for (int from = 0; from < matrix.columns(); from += BATCH) {
      int count = Math.min(BATCH, matrix.columns() - from);
      byte[] bytes = out.ensureRoom(count * DoubleText.LONGEST + Digits.SLACK);
      int start = out.length();
      out.position(
          switch (matrix) {
            case FloatMatrix floats -> {
              int first = floats.start(row) + from;
              yield float32().write(floats.values(), first, first + count, bytes, start);
            }
            case DoubleMatrix doubles -> {
              int first = doubles.start(row) + from;
              yield DoubleText.write(doubles.values(), first, first + count, bytes, start);
            }
          });
      if (from == 0) {
        bytes[start] = (byte) opening;
      }
    }
  }

  private FloatText float32() {
    if (float32 == null) {
      float32 = numbers.float32();
    }
    return float32;
  }

  /** The name of a member. */
  void name(char separator, String name) {
    out.put(separator);
    string(name);
    out.put(':');
  }

  /** Another member, with a string as its value. */
  void member(String name, String value) {
    name(',', name);
    string(value);
  }

  /** A member with a non-negative integer as its value. */
  void count(char separator, String name, int value) {
    name(separator, name);
    integer(value);
  }

  /** A non-negative integer. */
  void integer(int value) {
    byte[] bytes = out.ensureRoom(Digits.SLACK);
    out.position(Digits.integer(value, bytes, out.length()));
  }

  /** A string in quotes, escaped where necessary. */
  void string(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = out.ensureRoom(6 * utf8.length + 2);
    int at = out.length();
    bytes[at++] = '"';
    for (byte b : utf8) {
      if (b >= 0 && b < ' ') {
        at = Digits.text("\\u00", bytes, at);
        bytes[at++] = HEX[b >> 4];
        bytes[at++] = HEX[b & 0xF];
      } else {
        bytes[at] = '\\';
        at += b == '"' || b == '\\' ? 1 : 0;
        bytes[at++] = b;
      }
    }
    bytes[at++] = '"';
    out.position(at);
  }

  /** Text that needs no escaping. */
  void ascii(String text) {
    byte[] bytes = out.ensureRoom(text.length());
    out.position(Digits.text(text, bytes, out.length()));
  }
}
