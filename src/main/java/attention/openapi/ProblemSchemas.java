package attention.openapi;

import attention.catalogue.Explanations;
import attention.problem.FaultCode;
import attention.problem.Faults;
import attention.problem.Problem;
import attention.problem.ProblemType;
import attention.problem.ProblemWriter;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.json.JsonMapper;

/** What the OpenAPI document says about refusals. */
final class ProblemSchemas {

  private static final JsonMapper MAPPER = new JsonMapper();

  private final Explanations explanations;
  private final Map<ProblemType, Problem> refusals;
  private final DocumentedAccess access;

  /**
   * @param refusals a refusal of each kind that an example can show
   * @param access who may call, which some refusals are about
   */
  ProblemSchemas(
      Explanations explanations, Map<ProblemType, Problem> refusals, DocumentedAccess access) {
    this.explanations = explanations;
    this.refusals = refusals;
    this.access = access;
  }

  /** Refers to the refusals of these statuses. */
  static void refer(ApiResponses responses, int... statuses) {
    for (int status : statuses) {
      responses.addApiResponse(
          Integer.toString(status),
          new ApiResponse().$ref("#/components/responses/" + name(status)));
    }
  }

  private static String name(int status) {
    return "Problem" + status;
  }

  /** Adds the refusals of every status. */
  void addTo(Components components, RecordSchemas records) {
    records.add("Problem", problem());
    records.add("Fault", fault());
    Arrays.stream(ProblemType.values())
        .filter(type -> access.has(type.status()))
        .collect(Collectors.groupingBy(ProblemType::status))
        .forEach((status, types) -> components.addResponses(name(status), response(types)));
  }

  private ApiResponse response(List<ProblemType> types) {
    MediaType problem = new MediaType().schema(Schemas.reference("Problem"));
    for (ProblemType type : types) {
      Problem refusal = refusals.get(type);
      if (refusal != null) {
        byte[] document = ProblemWriter.bytes(refusal, "", "/attention/self");
        Object value = MAPPER.readValue(document, Object.class);
        problem.addExamples(type.toString(), new Example().summary(type.title()).value(value));
      }
    }
    ApiResponse response =
        new ApiResponse()
            .description(types.stream().map(this::line).collect(Collectors.joining("\n")))
            .content(
                new Content()
                    .addMediaType(
                        org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                        problem));
    if (types.contains(ProblemType.UNAUTHENTICATED)) {
      header(response, HttpHeaders.WWW_AUTHENTICATE, Schemas.text(), "How to authenticate.");
    }
    if (types.contains(ProblemType.AT_CAPACITY) || types.contains(ProblemType.QUOTA_EXCEEDED)) {
      header(response, HttpHeaders.RETRY_AFTER, Schemas.integer(), "Seconds to wait.");
    }
    if (types.contains(ProblemType.METHOD_NOT_ALLOWED)) {
      header(response, HttpHeaders.ALLOW, Schemas.text(), "The methods that the path supports.");
    }
    return response;
  }

  private static void header(
      ApiResponse response, String name, Schema<Object> schema, String description) {
    response.addHeaderObject(name, new Header().schema(schema).description(description));
  }

  private String line(ProblemType type) {
    String codes =
        Explanations.codes(type).stream()
            .map(code -> "`" + code.toString() + "`")
            .collect(Collectors.joining(", "));
    return "* **%s** (`%s`): %s%s"
        .formatted(
            type.title(),
            type.uri(),
            explanations.of(type).meaning(),
            codes.isEmpty() ? "" : " Codes: " + codes + ".");
  }

  private static Schema<Object> problem() {
    Schema<Object> problem = Schemas.object();
    Schema<Object> type =
        Schemas.word(Arrays.stream(ProblemType.values()).map(ProblemType::uri).toList());
    type.setFormat("uri-reference");
    problem.addProperty(
        "type", Schemas.described(type, "The kind of problem; the address of a page about it."));
    text(problem, "title", "The kind of problem, in words.");
    problem.addProperty("status", Schemas.integer());
    text(problem, "detail", "What was expected, what was found, what to do.");
    text(problem, "instance", "The path of the request.");
    problem.setRequired(List.of("type", "title", "status", "detail", "instance"));
    Schema<Object> faults = Schemas.array(Schemas.reference("Fault"));
    faults.setMaxItems(Faults.LISTED);
    problem.addProperty(
        "errors",
        Schemas.described(
            faults, "Every fault that was found at once, at most %d.".formatted(Faults.LISTED)));
    return problem;
  }

  private Schema<Object> fault() {
    Schema<Object> fault = Schemas.object();
    List<FaultCode> codes = List.of(FaultCode.values());
    String meanings =
        codes.stream()
            .map(code -> "* `%s`: %s".formatted(code.toString(), explanations.of(code)))
            .collect(Collectors.joining("\n"));
    fault.addProperty("code", Schemas.described(Schemas.word(codes), meanings));
    text(fault, "pointer", "The place in the body: a JSON pointer (RFC 6901) as a URI fragment.");
    text(fault, "parameter", "The query parameter, if the fault is in one.");
    text(fault, "detail", "What was expected, what was found, what to do.");
    fault.setRequired(List.of("code", "detail"));
    return fault;
  }

  private static void text(Schema<Object> object, String name, String description) {
    object.addProperty(name, Schemas.described(Schemas.text(), description));
  }
}
