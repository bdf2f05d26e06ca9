package attention.format;

import attention.matrix.Matrix;
import attention.mechanism.Contributions;
import attention.mechanism.Member;
import attention.mechanism.Rows;
import attention.mechanism.Stages;
import attention.mechanism.Warning;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A row of an answer as a JSON object. */
final class JsonRow {

  /** The names of members as they stand in a row, with all that is around them, by ordinal. */
  private static final byte[][] NAMES =
      Stream.of(Member.values())
          .map(",\"%s\":"::formatted)
          .map(name -> name.getBytes(StandardCharsets.US_ASCII))
          .toArray(byte[][]::new);

  private JsonRow() {}

  static void write(Rows rows, int row, OutputBuffer out) {
    JsonText.count('{', rows.identifier(), rows.indices()[row], out);
    if (rows.tokens() != null) {
      JsonText.member("token", rows.tokens().get(row), out);
    }
    if (!rows.heads().isEmpty()) {
      heads(rows.heads(), row, out);
    }
    stages(rows.stages(), row, out);
    out.put('}');
  }

  private static void heads(List<Stages> heads, int row, OutputBuffer out) {
    JsonText.ascii(",\"heads\":[", out);
    for (int head = 0; head < heads.size(); head++) {
      if (head > 0) {
        out.put(',');
      }
      JsonText.count('{', "head", head, out);
      stages(heads.get(head), row, out);
      out.put('}');
    }
    out.put(']');
  }

  private static void stages(Stages stages, int row, OutputBuffer out) {
    for (Map.Entry<Member, Matrix<?>> stage : stages.values().entrySet()) {
      name(stage.getKey(), out);
      if (stage.getKey() == Member.WEIGHT_SUM) {
        // The colon is written again, in the place of the first number's comma.
        out.end(out.length() - 1);
        JsonText.elements(':', stage.getValue(), row, out);
      } else {
        JsonText.vector(stage.getValue(), row, out);
      }
    }
    if (stages.contributions() != null) {
      contributions(stages.contributions(), row, out);
    }
    warnings(stages.warnings().get(row), out);
  }

  private static void name(Member member, OutputBuffer out) {
    out.put(NAMES[member.ordinal()]);
  }

  private static void contributions(Contributions<?> terms, int row, OutputBuffer out) {
    name(Member.CONTRIBUTIONS, out);
    for (int key = 0; key < terms.values().rows(); key++) {
      out.put(key == 0 ? '[' : ',');
      JsonText.vector(terms.term(row, key), 0, out);
    }
    out.put(']');
  }

  private static void warnings(List<Warning> warnings, OutputBuffer out) {
    if (warnings.isEmpty()) {
      return;
    }
    JsonText.ascii(",\"warnings\":", out);
    char separator = '[';
    for (Warning warning : warnings) {
      out.put(separator);
      JsonText.ascii("{\"code\":", out);
      JsonText.string(warning.code().toString(), out);
      JsonText.member("stage", warning.stage().toString(), out);
      JsonText.member("detail", warning.detail(), out);
      out.put('}');
      separator = ',';
    }
    out.put(']');
  }
}
