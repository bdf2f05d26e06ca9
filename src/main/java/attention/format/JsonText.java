package attention.format;

import attention.matrix.DoubleMatrix;
import attention.matrix.FloatMatrix;
import attention.matrix.Matrix;
import attention.mechanism.Contributions;
import attention.mechanism.Formula;
import attention.mechanism.Member;
import attention.mechanism.Parameters;
import attention.mechanism.Preamble;
import attention.mechanism.Rows;
import attention.mechanism.Shape;
import attention.mechanism.Stages;
import attention.mechanism.Warning;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * The members of an answer as JSON. A number is the shortest decimal that reads back to the same
 * number of its dtype; what is not finite is {@code null}.
 */
final class JsonText {

  private final JsonFactory factory;

  /**
   * @param separator what stands between two rows
   */
  JsonText(String separator) {
    this.factory =
        JsonFactory.builder()
            .rootValueSeparator(separator)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .build();
  }

  JsonGenerator to(OutputStream out) {
    return factory.createGenerator(ObjectWriteContext.empty(), out);
  }

  /** The members above the rows, into an object that is open. */
  void preamble(JsonGenerator json, Preamble preamble) {
    json.writeStringProperty("mechanism", preamble.mechanism().toString());
    json.writeStringProperty("dtype", preamble.dtype().toString());
    json.writeStringProperty("normalization", preamble.normalization().toString());
    shape(json, preamble.shape());
    json.writeArrayPropertyStart("stages");
    for (Formula stage : preamble.stages()) {
      json.writeStartObject();
      json.writeStringProperty("name", stage.member().toString());
      json.writeStringProperty("formula", stage.latex());
      json.writeEndObject();
    }
    json.writeEndArray();
    tokens(json, preamble.tokens());
    preamble.parameters().forEach((name, value) -> parameter(json, name, value));
  }

  private static void parameter(JsonGenerator json, String name, Parameters value) {
    json.writeName(name);
    switch (value) {
      case Parameters.Table(Matrix<?> matrix) -> {
        json.writeStartArray();
        for (int row = 0; row < matrix.rows(); row++) {
          vector(json, matrix, row);
        }
        json.writeEndArray();
      }
      case Parameters.Vector(Matrix<?> row) -> vector(json, row, 0);
      case Parameters.Word(String text) -> json.writeString(text);
      case Parameters.Group(Map<String, Parameters> members) -> {
        json.writeStartObject();
        members.forEach((member, inner) -> parameter(json, member, inner));
        json.writeEndObject();
      }
    }
  }

  private static void shape(JsonGenerator json, Shape shape) {
    json.writeObjectPropertyStart("shape");
    json.writeNumberProperty("queries", shape.queries());
    json.writeNumberProperty("keys", shape.keys());
    Shape.Widths widths = shape.widths();
    if (widths != null) {
      json.writeNumberProperty("dimension", widths.query());
      if (widths.key() != widths.query()) {
        json.writeNumberProperty("keyDimension", widths.key());
      }
      json.writeNumberProperty("valueDimension", widths.value());
    }
    Shape.Heads heads = shape.heads();
    if (heads != null) {
      json.writeNumberProperty("heads", heads.query());
      json.writeNumberProperty("keyValueHeads", heads.keyValue());
    }
    json.writeEndObject();
  }

  private static void tokens(JsonGenerator json, @Nullable List<String> tokens) {
    if (tokens != null) {
      json.writeArrayPropertyStart("tokens");
      tokens.forEach(json::writeString);
      json.writeEndArray();
    }
  }

  /** One row of a block as an object. */
  void row(JsonGenerator json, Rows rows, int row) {
    json.writeStartObject();
    json.writeNumberProperty(rows.identifier(), rows.indices()[row]);
    if (rows.tokens() != null) {
      json.writeStringProperty("token", rows.tokens().get(row));
    }
    if (!rows.heads().isEmpty()) {
      heads(json, rows.heads(), row);
    }
    stages(json, rows.stages(), row);
    json.writeEndObject();
  }

  private static void heads(JsonGenerator json, List<Stages> heads, int row) {
    json.writeArrayPropertyStart("heads");
    for (int head = 0; head < heads.size(); head++) {
      json.writeStartObject();
      json.writeNumberProperty("head", head);
      stages(json, heads.get(head), row);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void stages(JsonGenerator json, Stages stages, int row) {
    for (Map.Entry<Member, Matrix<?>> stage : stages.values().entrySet()) {
      json.writeName(stage.getKey().toString());
      if (stage.getKey() == Member.WEIGHT_SUM) {
        elements(json, stage.getValue(), row);
      } else {
        vector(json, stage.getValue(), row);
      }
    }
    if (stages.contributions() != null) {
      contributions(json, stages.contributions(), row);
    }
    warnings(json, stages.warnings().get(row));
  }

  private static void contributions(JsonGenerator json, Contributions<?> terms, int row) {
    json.writeArrayPropertyStart(Member.CONTRIBUTIONS.toString());
    for (int key = 0; key < terms.values().rows(); key++) {
      vector(json, terms.term(row, key), 0);
    }
    json.writeEndArray();
  }

  private static void warnings(JsonGenerator json, List<Warning> warnings) {
    if (warnings.isEmpty()) {
      return;
    }
    json.writeArrayPropertyStart("warnings");
    for (Warning warning : warnings) {
      json.writeStartObject();
      json.writeStringProperty("code", warning.code().toString());
      json.writeStringProperty("stage", warning.stage().toString());
      json.writeStringProperty("detail", warning.detail());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void vector(JsonGenerator json, Matrix<?> matrix, int row) {
    json.writeStartArray();
    elements(json, matrix, row);
    json.writeEndArray();
  }

  private static void elements(JsonGenerator json, Matrix<?> matrix, int row) {
    switch (matrix) {
      case FloatMatrix floats -> floats(json, floats, row);
      case DoubleMatrix doubles -> doubles(json, doubles, row);
    }
  }

  private static void floats(JsonGenerator json, FloatMatrix matrix, int row) {
    for (int p = matrix.start(row), end = p + matrix.columns(); p < end; p++) {
      float value = matrix.values()[p];
      if (Float.isFinite(value)) {
        json.writeNumber(value);
      } else {
        json.writeNull();
      }
    }
  }

  private static void doubles(JsonGenerator json, DoubleMatrix matrix, int row) {
    for (int p = matrix.start(row), end = p + matrix.columns(); p < end; p++) {
      double value = matrix.values()[p];
      if (Double.isFinite(value)) {
        json.writeNumber(value);
      } else {
        json.writeNull();
      }
    }
  }
}
