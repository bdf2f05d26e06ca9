package attention.format;

import attention.decimal.NumberText;
import attention.matrix.Matrix;
import attention.trace.Contributions;
import attention.trace.Member;
import attention.trace.Predictions;
import attention.trace.Rows;
import attention.trace.Stages;
import attention.trace.Warning;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes rows of an answer as JSON objects. */
final class JsonRow {

  /** The members of a row by ordinal, each with its comma, quotes and colon. */
  private static final byte[][] NAMES =
      Stream.of(Member.values())
          .map(",\"%s\":"::formatted)
          .map(name -> name.getBytes(StandardCharsets.US_ASCII))
          .toArray(byte[][]::new);

  private static final String NULL = "null";

  private final JsonText text;
  private final OutputBuffer out;

  JsonRow(NumberText numbers, OutputBuffer out) {
    this.text = new JsonText(numbers, out);
    this.out = out;
  }

  void write(Rows rows, int row) {
    text.count('{', rows.identifier(), rows.indices()[row]);
    if (rows.tokens() != null) {
      text.member("token", rows.tokens().get(row));
    }
    Predictions predictions = rows.predictions();
    if (predictions != null && predictions.inputIndices() != null) {
      text.count(',', "inputIndex", predictions.inputIndices()[row]);
    }
    if (!rows.heads().isEmpty()) {
      heads(rows.heads(), row);
    }
    stages(rows.stages(), row);
    if (predictions != null) {
      predictions(predictions, row);
    }
    warnings(rows.stages().warnings().get(row));
    out.put('}');
  }

  private void heads(List<Stages> heads, int row) {
    text.ascii(",\"heads\":[");
    for (int head = 0; head < heads.size(); head++) {
      if (head > 0) {
        out.put(',');
      }
      text.count('{', "head", head);
      stages(heads.get(head), row);
      warnings(heads.get(head).warnings().get(row));
      out.put('}');
    }
    out.put(']');
  }

  private void stages(Stages stages, int row) {
    for (Map.Entry<Member, Matrix<?>> stage : stages.values().entrySet()) {
      name(stage.getKey());
      if (stage.getKey().isScalar()) {
        // Writes the colon again, in place of the comma before the first number.
        out.position(out.length() - 1);
        text.elements(':', stage.getValue(), row);
      } else {
        text.vector(stage.getValue(), row);
      }
    }
    if (stages.contributions() != null) {
      contributions(stages.contributions(), row);
    }
  }

  private void predictions(Predictions predictions, int row) {
    if (predictions.indices() != null) {
      name(Member.PREDICTION);
      int index = predictions.indices()[row];
      if (index == Predictions.NONE) {
        text.ascii(NULL);
      } else {
        text.integer(index);
      }
    }
    if (predictions.tokens() != null) {
      name(Member.PREDICTED_TOKEN);
      String token = predictions.tokens().get(row);
      if (token == null) {
        text.ascii(NULL);
      } else {
        text.string(token);
      }
    }
  }

  private void name(Member member) {
    out.put(NAMES[member.ordinal()]);
  }

  private void contributions(Contributions terms, int row) {
    name(Member.CONTRIBUTIONS);
    for (int key = 0; key < terms.keys(); key++) {
      out.put(key == 0 ? '[' : ',');
      text.vector(terms.term(row, key), 0);
    }
    out.put(']');
  }

  private void warnings(List<Warning> warnings) {
    if (warnings.isEmpty()) {
      return;
    }
    text.ascii(",\"warnings\":");
    char separator = '[';
    for (Warning warning : warnings) {
      out.put(separator);
      text.ascii("{\"code\":");
      text.string(warning.code().toString());
      text.member("stage", warning.stage().toString());
      text.member("detail", warning.detail());
      out.put('}');
      separator = ',';
    }
    out.put(']');
  }
}
