package attention.problem;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Problem details (RFC 9457) as JSON. */
public final class ProblemWriter {

  private static final JsonFactory FACTORY = new JsonFactory();

  private ProblemWriter() {}

  /**
   * The document, in UTF-8.
   *
   * @param instance the path of the request
   */
  public static byte[] bytes(Refusal refusal, @Nullable String instance) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("type", refusal.type().uri());
      json.writeStringProperty("title", refusal.type().title());
      json.writeNumberProperty("status", refusal.type().status());
      json.writeStringProperty("detail", refusal.detail());
      json.writeStringProperty("instance", instance == null ? "/" : instance);
      if (!refusal.faults().isEmpty()) {
        errors(json, refusal.faults());
      }
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  private static void errors(JsonGenerator json, List<Fault> faults) {
    json.writeArrayPropertyStart("errors");
    for (Fault fault : faults) {
      json.writeStartObject();
      json.writeStringProperty("code", fault.code().toString());
      if (fault.at().startsWith("?")) {
        json.writeStringProperty("parameter", fault.at().substring(1));
      } else {
        json.writeStringProperty("pointer", fault.at());
      }
      json.writeStringProperty("detail", fault.detail());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
