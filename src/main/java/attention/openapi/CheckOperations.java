package attention.openapi;

import attention.catalogue.ExampleRequest;
import attention.catalogue.Examples;
import attention.check.AnswerCheck;
import attention.parse.NpzRequestReader;
import attention.parse.QueryParameters;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The operations that check the numbers of a client, for the OpenAPI document. */
final class CheckOperations {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int[] REFUSALS = {
    400, 404, 405, 406, 408, 413, 415, 417, 421, 500, 503, 505
  };

  private final RecordSchemas records;
  private final CheckSchemas schemas;
  private final Examples examples;
  private final DryRun dryRun;

  CheckOperations(RecordSchemas records, Examples examples, DryRun dryRun) {
    this.records = records;
    this.schemas = new CheckSchemas(records);
    this.examples = examples;
    this.dryRun = dryRun;
  }

  Operation of(Endpoint endpoint) {
    MediaType report = new MediaType().schema(schemas.report());
    ApiResponses responses = new ApiResponses();
    responses.addApiResponse("200", compared(endpoint, report));
    ProblemSchemas.refer(responses, REFUSALS);
    responses.addApiResponse("422", refused(report));
    return new Operation()
        .operationId("check" + AnswerSchemas.name(endpoint.mechanism()))
        .addTagsItem(AttentionOperations.CHECKS)
        .summary("Check your own numbers: " + endpoint.entry().title())
        .description(
            "Takes the same request without `include`, and in `answer` the stages that you computed"
                + " yourself. The response reports for each whether it agrees, where the first"
                + " difference is, and which mistake reproduces all of your numbers from there on.")
        .addParametersItem(strict())
        .requestBody(new RequestBody().required(true).content(requests(endpoint)))
        .responses(responses);
  }

  private static Parameter strict() {
    Schema<Object> flag = Schemas.flag();
    flag.setDefault(false);
    return new QueryParameter()
        .name(QueryParameters.STRICT)
        .description("Whether a difference is answered with 422, for `curl -f` and test suites.")
        .schema(flag);
  }

  private Content requests(Endpoint endpoint) {
    MediaType json =
        new MediaType()
            .schema(
                records.check(
                    AnswerSchemas.name(endpoint.mechanism()) + "Check",
                    endpoint.request(),
                    AnswerCheck.postable(endpoint.mechanism())));
    for (ExampleRequest example : examples.of(endpoint.entry().checkPath())) {
      json.addExamples(example.name(), AttentionOperations.shown(example));
    }
    return new Content()
        .addMediaType(org.springframework.http.MediaType.APPLICATION_JSON_VALUE, json)
        .addMediaType(
            NpzRequestReader.MEDIA_TYPE,
            AttentionOperations.archive(
                NpzRequestReader.entries(
                    endpoint.request(), AnswerCheck.postable(endpoint.mechanism()))));
  }

  private ApiResponse compared(Endpoint endpoint, MediaType report) {
    MediaType compared = new MediaType().schema(report.getSchema());
    for (ExampleRequest example : examples.of(endpoint.entry().checkPath())) {
      compared.addExamples(
          example.name(), new Example().summary(example.title()).value(report(endpoint, example)));
    }
    return new ApiResponse()
        .description("Where the numbers differ, and which mistake explains it.")
        .content(content(compared));
  }

  /** As it is sent: the writer of the document is another one, which knows no Optional. */
  private Object report(Endpoint endpoint, ExampleRequest example) {
    Map<String, Object> report =
        dryRun.report(endpoint, MAPPER.writeValueAsString(example.request()));
    return MAPPER.convertValue(report, Object.class);
  }

  private static ApiResponse refused(MediaType report) {
    return new ApiResponse()
        .description(
            "With `strict=true` and numbers that differ, the same report. A request that cannot be"
                + " computed or compared is a problem, as for the other operations.")
        .content(
            content(report)
                .addMediaType(
                    org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                    new MediaType().schema(Schemas.reference("Problem"))));
  }

  private static Content content(MediaType json) {
    return new Content()
        .addMediaType(org.springframework.http.MediaType.APPLICATION_JSON_VALUE, json);
  }
}
