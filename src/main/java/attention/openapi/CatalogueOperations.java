package attention.openapi;

import attention.catalogue.CatalogueController;
import attention.catalogue.Overview;
import attention.catalogue.ProblemController;
import attention.problem.ProblemType;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.PathParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;

/** The operations that only read, for the OpenAPI document. */
final class CatalogueOperations {

  static final String CATALOGUE = "Catalogue";
  static final String PROBLEMS = "Problems";

  private static final int[] REFUSALS = {400, 404, 405, 406, 421, 500, 503};

  private final RecordSchemas records;

  CatalogueOperations(RecordSchemas records) {
    this.records = records;
  }

  void addTo(Paths paths) {
    add(
        paths,
        "/attention",
        operation(
            "getCatalogue",
            CATALOGUE,
            "List the mechanisms",
            "Each with its path, formulas, paper and examples.",
            json(records.answer(Overview.class))));
    addExamples(paths);
    add(paths, "/problems/{type}", problem());
  }

  private void addExamples(Paths paths) {
    Schema<Object> example = records.answer(CatalogueController.ReadyRequest.class);
    Operation examples =
        operation(
            "listExamples",
            CATALOGUE,
            "List the examples",
            "Requests that can be sent as they are.",
            json(Schemas.array(example)));
    Operation checks =
        operation(
            "listChecks",
            CATALOGUE,
            "List the examples of checks",
            "Requests that can be sent as they are, each with numbers that have a mistake.",
            json(Schemas.array(example)));
    Operation one =
        operation(
            "getExample",
            CATALOGUE,
            "Get an example",
            "A request that can be sent as it is.",
            json(example));
    one.addParametersItem(
        parameter("name", "The example's name.", Schemas.text(), "notebook-softmax"));
    add(paths, "/attention/examples", examples);
    add(paths, "/attention/checks", checks);
    add(paths, "/attention/examples/{name}", one);
  }

  private Operation problem() {
    Schema<Object> type = Schemas.word(List.of(ProblemType.values()));
    Content content =
        json(records.answer(ProblemController.ProblemExplanation.class))
            .addMediaType(
                org.springframework.http.MediaType.TEXT_HTML_VALUE,
                new MediaType().schema(Schemas.text()));
    return operation(
            "explainProblem",
            PROBLEMS,
            "Explain a kind of problem",
            "The `type` of every problem document is the address of such a page: HTML for browsers, else JSON.",
            content)
        .addParametersItem(parameter("type", "The kind of refusal.", type, "ragged-matrix"));
  }

  private static void add(Paths paths, String path, Operation operation) {
    paths.addPathItem(path, new PathItem().get(operation));
  }

  private static PathParameter parameter(
      String name, String description, Schema<Object> schema, String example) {
    PathParameter parameter = new PathParameter();
    parameter.name(name).description(description).schema(schema).example(example);
    return parameter;
  }

  private static Content json(Schema<Object> schema) {
    return new Content()
        .addMediaType(
            org.springframework.http.MediaType.APPLICATION_JSON_VALUE,
            new MediaType().schema(schema));
  }

  private static Operation operation(
      String id, String tag, String summary, String description, Content content) {
    ApiResponses responses =
        new ApiResponses()
            .addApiResponse("200", new ApiResponse().description(description).content(content));
    ProblemSchemas.refer(responses, REFUSALS);
    return new Operation()
        .operationId(id)
        .tags(List.of(tag))
        .summary(summary)
        .description(description)
        .responses(responses);
  }
}
