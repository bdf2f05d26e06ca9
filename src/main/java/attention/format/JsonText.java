package attention.format;

import attention.matrix.DoubleMatrix;
import attention.matrix.FloatMatrix;
import attention.matrix.Matrix;
import attention.mechanism.Formula;
import attention.mechanism.Parameters;
import attention.mechanism.Preamble;
import attention.mechanism.Shape;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The values of an answer as JSON (RFC 8259). A number is the shortest decimal that reads back to
 * the same number of its dtype; what is not finite is {@code null}.
 */
final class JsonText {

  /** How many numbers are written between two looks at the room that is left. */
  private static final int STRETCH = 512;

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private JsonText() {}

  /** The members above the rows, in an object that is left open. */
  static void preamble(Preamble preamble, OutputBuffer out) {
    ascii("{\"mechanism\":", out);
    string(preamble.mechanism().toString(), out);
    member("dtype", preamble.dtype().toString(), out);
    member("normalization", preamble.normalization().toString(), out);
    shape(preamble.shape(), out);
    stages(preamble.stages(), out);
    if (preamble.tokens() != null) {
      tokens(preamble.tokens(), out);
    }
    preamble
        .parameters()
        .forEach((name, value) -> {
          name(',', name, out);
          parameter(value, out);
        });
  }

  private static void shape(Shape shape, OutputBuffer out) {
    ascii(",\"shape\":", out);
    count('{', "queries", shape.queries(), out);
    count(',', "keys", shape.keys(), out);
    Shape.Widths widths = shape.widths();
    if (widths != null) {
      count(',', "dimension", widths.query(), out);
      if (widths.key() != widths.query()) {
        count(',', "keyDimension", widths.key(), out);
      }
      count(',', "valueDimension", widths.value(), out);
    }
    Shape.Heads heads = shape.heads();
    if (heads != null) {
      count(',', "heads", heads.query(), out);
      count(',', "keyValueHeads", heads.keyValue(), out);
    }
    out.put('}');
  }

  private static void stages(List<Formula> stages, OutputBuffer out) {
    ascii(",\"stages\":", out);
    char separator = '[';
    for (Formula stage : stages) {
      out.put(separator);
      ascii("{\"name\":", out);
      string(stage.member().toString(), out);
      member("formula", stage.latex(), out);
      out.put('}');
      separator = ',';
    }
    ascii(stages.isEmpty() ? "[]" : "]", out);
  }

  private static void tokens(List<String> tokens, OutputBuffer out) {
    ascii(",\"tokens\":", out);
    char separator = '[';
    for (String token : tokens) {
      out.put(separator);
      string(token, out);
      separator = ',';
    }
    ascii(tokens.isEmpty() ? "[]" : "]", out);
  }

  private static void parameter(Parameters value, OutputBuffer out) {
    switch (value) {
      case Parameters.Table(Matrix<?> matrix) -> table(matrix, out);
      case Parameters.Vector(Matrix<?> row) -> vector(row, 0, out);
      case Parameters.Word(String word) -> string(word, out);
      case Parameters.Group(Map<String, Parameters> members) -> {
        char separator = '{';
        for (Map.Entry<String, Parameters> member : members.entrySet()) {
          name(separator, member.getKey(), out);
          parameter(member.getValue(), out);
          separator = ',';
        }
        ascii(members.isEmpty() ? "{}" : "}", out);
      }
    }
  }

  private static void table(Matrix<?> matrix, OutputBuffer out) {
    for (int row = 0; row < matrix.rows(); row++) {
      out.put(row == 0 ? '[' : ',');
      vector(matrix, row, out);
    }
    ascii(matrix.rows() == 0 ? "[]" : "]", out);
  }

  /** A row of a matrix as an array. */
  static void vector(Matrix<?> matrix, int row, OutputBuffer out) {
    elements('[', matrix, row, out);
    ascii(matrix.columns() == 0 ? "[]" : "]", out);
  }

  /**
   * The numbers of a row with commas between them.
   *
   * @param opening what stands before the first
   */
  static void elements(char opening, Matrix<?> matrix, int row, OutputBuffer out) {
    for (int from = 0; from < matrix.columns(); from += STRETCH) {
      int count = Math.min(STRETCH, matrix.columns() - from);
      byte[] bytes = out.room(count * DoubleText.LONGEST + Digits.SLACK);
      int start = out.length();
      out.end(
          switch (matrix) {
            case FloatMatrix floats -> {
              int first = floats.start(row) + from;
              yield FloatText.write(floats.values(), first, first + count, bytes, start);
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

  /** The name of a member. */
  static void name(char separator, String name, OutputBuffer out) {
    out.put(separator);
    string(name, out);
    out.put(':');
  }

  /** A further member whose value is a text. */
  static void member(String name, String value, OutputBuffer out) {
    name(',', name, out);
    string(value, out);
  }

  /** A member whose value is a number that is not negative. */
  static void count(char separator, String name, int value, OutputBuffer out) {
    name(separator, name, out);
    integer(value, out);
  }

  /** A number that is not negative. */
  static void integer(int value, OutputBuffer out) {
    byte[] bytes = out.room(Digits.SLACK);
    out.end(Digits.integer(value, bytes, out.length()));
  }

  /** A text in quotes: what must be escaped is. */
  static void string(String text, OutputBuffer out) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = out.room(6 * utf8.length + 2);
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
    out.end(at);
  }

  /** Text that needs no escaping. */
  static void ascii(String text, OutputBuffer out) {
    byte[] bytes = out.room(text.length());
    out.end(Digits.text(text, bytes, out.length()));
  }
}
