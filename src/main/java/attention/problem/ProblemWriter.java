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
   * @param context the path below which the service is, empty if at the root
   * @param instance the path of the request
   */
  public static byte[] bytes(Problem problem, String context, @Nullable String instance) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("type", context + problem.type().uri());
      json.writeStringProperty("title", problem.type().title());
      json.writeNumberProperty("status", problem.type().status());
      json.writeStringProperty("detail", problem.detail());
      json.writeStringProperty("instance", instance == null ? "/" : instance);
      if (!problem.faults().isEmpty()) {
        errors(json, problem.faults());
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
      switch (fault.location()) {
        case Pointer pointer -> json.writeStringProperty("pointer", pointer.toString());
        case Parameter parameter -> json.writeStringProperty("parameter", parameter.name());
      }
      json.writeStringProperty("detail", fault.detail());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
