package attention.parse;

import attention.problem.FaultCode;
import attention.problem.Faults;
import attention.problem.Pointer;
import attention.request.Limits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads an array of matrices, one for each head. Heads share the columns of a row, so there are at
 * most as many as a row may be wide; further matrices are counted, and nothing is kept of them.
 */
final class MatrixListReader implements ValueReader {

  private final ValueReader matrix;

  MatrixListReader(ValueReader matrix) {
    this.matrix = matrix;
  }

  @Override
  public @Nullable Object read(ReadContext in, Pointer at) {
    JsonParser json = in.json();
    if (json.currentToken() != JsonToken.START_ARRAY) {
      in.wrongType(at, "an array of matrices");
      return null;
    }
    int most = in.limits().dimension();
    List<Object> matrices = new ArrayList<>();
    int count = 0;
    for (; json.nextToken() != JsonToken.END_ARRAY; count++) {
      Object next = count < most ? matrix.read(in, at.child(count)) : null;
      if (next == null) {
        json.skipChildren();
      } else {
        in.hold(ScalarReaders.BYTES_PER_ELEMENT);
        matrices.add(next);
      }
    }
    return isWithin(in.limits(), count, in.faults(), at) ? matrices : null;
  }

  /** Whether there can be so many heads; otherwise adds the fault. */
  static boolean isWithin(Limits limits, long count, Faults faults, Pointer at) {
    int most = limits.dimension();
    if (count > most) {
      faults.add(
          FaultCode.LIMIT_EXCEEDED,
          at,
          "Expected at most %d matrices, one for each head, found %d. Send as many as there are heads.",
          most,
          count);
    }
    return count <= most;
  }
}
