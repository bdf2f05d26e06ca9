package attention.format;

import attention.matrix.Dtype;
import attention.matrix.Matrix;
import attention.trace.Contributions;
import attention.trace.Member;
import attention.trace.Preamble;
import attention.trace.Predictions;
import attention.trace.Rows;
import attention.trace.Stages;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A NumPy file (NEP 1, format 1.0): one array of records, a field for each member of a row, packed
 * and little-endian. Vectors are sub-arrays, heads a sub-array of records; a prediction is an
 * integer, −1 where there is none. Everything that is not a number is left out: labels, warnings,
 * and the members above the rows.
 */
final class NumpyRecords implements RowWriter {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

  /** The bytes before the text of the header: the magic string, the version, and the length. */
  private static final int BEFORE_TEXT = MAGIC.length + Short.BYTES;

  /** The data begin at a multiple of this. */
  private static final int ALIGNMENT = 64;

  @Override
  public void head(Preamble preamble, Rows first, OutputBuffer out) {
    out.put(header(preamble, first));
  }

  private static byte[] header(Preamble preamble, Rows first) {
    String text =
        "{'descr': "
            + rowType(first)
            + ", 'fortran_order': False, 'shape': ("
            + preamble.shape().queries()
            + ",), }";
    int length = Math.ceilDiv(BEFORE_TEXT + text.length() + 1, ALIGNMENT) * ALIGNMENT;
    String padded = text + " ".repeat(length - BEFORE_TEXT - text.length() - 1) + "\n";
    return ByteBuffer.allocate(length)
        .put(MAGIC)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) padded.length())
        .put(padded.getBytes(StandardCharsets.US_ASCII))
        .array();
  }

  /** Whether NumPy has the dtype. */
  static boolean carries(Dtype dtype) {
    return dtype != Dtype.BFLOAT16;
  }

  private static String rowType(Rows rows) {
    StringBuilder type = new StringBuilder("[('").append(rows.identifier()).append("', '<i4')");
    Predictions predictions = rows.predictions();
    if (predictions != null && predictions.inputIndices() != null) {
      type.append(", ('inputIndex', '<i4')");
    }
    if (!rows.heads().isEmpty()) {
      type.append(", ('heads', [('head', '<i4')");
      stagesType(rows.heads().getFirst(), type);
      type.append("], (").append(rows.heads().size()).append(",))");
    }
    stagesType(rows.stages(), type);
    if (predictions != null && predictions.indices() != null) {
      type.append(", ('").append(Member.PREDICTION).append("', '<i4')");
    }
    return type.append(']').toString();
  }

  private static void stagesType(Stages stages, StringBuilder type) {
    stages
        .values()
        .forEach((member, matrix) -> {
          numbersType(member, matrix.dtype(), type);
          if (!member.isScalar()) {
            type.append(", (").append(matrix.columns()).append(",)");
          }
          type.append(')');
        });
    Contributions terms = stages.contributions();
    if (terms != null) {
      numbersType(Member.CONTRIBUTIONS, terms.dtype(), type);
      type.append(", (").append(terms.keys());
      type.append(", ").append(terms.columns()).append("))");
    }
  }

  private static void numbersType(Member member, Dtype dtype, StringBuilder type) {
    if (!carries(dtype)) {
      throw new IllegalArgumentException("NumPy has no " + dtype);
    }
    type.append(", ('").append(member).append("', '<f").append(dtype.bytes()).append('\'');
  }

  @Override
  public long rowBytes(Rows rows) {
    long bytes = Integer.BYTES + stagesBytes(rows.stages()) + predictionBytes(rows.predictions());
    for (Stages head : rows.heads()) {
      bytes += Integer.BYTES + stagesBytes(head);
    }
    return bytes;
  }

  private static long predictionBytes(@Nullable Predictions predictions) {
    long numbers = 0;
    if (predictions != null) {
      numbers += predictions.inputIndices() == null ? 0 : 1;
      numbers += predictions.indices() == null ? 0 : 1;
    }
    return numbers * Integer.BYTES;
  }

  private static long stagesBytes(Stages stages) {
    long bytes = stages.values().values().stream().mapToLong(NumpyRecords::rowBytes).sum();
    Contributions terms = stages.contributions();
    return terms == null
        ? bytes
        : bytes + (long) terms.keys() * terms.columns() * terms.dtype().bytes();
  }

  private static long rowBytes(Matrix<?> matrix) {
    return (long) matrix.columns() * matrix.dtype().bytes();
  }

  @Override
  public void rows(Rows rows, int from, OutputBuffer out) {
    List<Stages> heads = rows.heads();
    Predictions predictions = rows.predictions();
    for (int row = 0; row < rows.count(); row++) {
      integer(rows.indices()[row], out);
      if (predictions != null && predictions.inputIndices() != null) {
        integer(predictions.inputIndices()[row], out);
      }
      for (int head = 0; head < heads.size(); head++) {
        integer(head, out);
        stages(heads.get(head), row, out);
      }
      stages(rows.stages(), row, out);
      if (predictions != null && predictions.indices() != null) {
        integer(predictions.indices()[row], out);
      }
    }
  }

  private static void stages(Stages stages, int row, OutputBuffer out) {
    for (Matrix<?> stage : stages.values().values()) {
      vector(stage, row, out);
    }
    Contributions terms = stages.contributions();
    for (int key = 0; terms != null && key < terms.keys(); key++) {
      vector(terms.term(row, key), 0, out);
    }
  }

  private static void integer(int value, OutputBuffer out) {
    ByteBuffer bytes = out.littleEndian(Integer.BYTES).putInt(value);
    out.position(bytes.position());
  }

  private static void vector(Matrix<?> matrix, int row, OutputBuffer out) {
    ByteBuffer bytes = out.littleEndian(Math.toIntExact(rowBytes(matrix)));
    matrix.put(row, bytes);
    out.position(bytes.position());
  }

  @Override
  public int expansion() {
    return 1;
  }

  @Override
  public void tail(OutputBuffer out) {}
}
