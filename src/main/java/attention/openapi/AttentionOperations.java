package attention.openapi;

import attention.catalogue.Catalogue;
import attention.catalogue.ExampleRequest;
import attention.catalogue.Examples;
import attention.format.Representation;
import attention.parse.NpyRequestReader;
import attention.parse.NpzRequestReader;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** The operations that compute, for the OpenAPI document. */
final class AttentionOperations {

  static final String TAG = "Attention";
  static final String CHECKS = "Checks";

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int[] REFUSALS = {
    400, 404, 405, 406, 408, 413, 415, 417, 421, 422, 500, 501, 503, 505
  };

  private final RecordSchemas records;
  private final AnswerSchemas answers;
  private final Examples examples;
  private final DryRun dryRun;

  AttentionOperations(RecordSchemas records, Examples examples, DryRun dryRun) {
    this.records = records;
    this.answers = new AnswerSchemas(records);
    this.examples = examples;
    this.dryRun = dryRun;
  }

  Operation of(Endpoint endpoint) {
    Catalogue.Entry entry = endpoint.entry();
    Schema<Object> request = records.request(endpoint.request(), endpoint.mechanism().members());
    ApiResponses responses = new ApiResponses().addApiResponse("200", answer(endpoint));
    ProblemSchemas.refer(responses, REFUSALS);
    return new Operation()
        .operationId("compute" + AnswerSchemas.name(endpoint.mechanism()))
        .addTagsItem(TAG)
        .summary(entry.title())
        .description(description(entry))
        .parameters(PictureOperations.parameters(endpoint.mechanism()))
        .requestBody(new RequestBody().required(true).content(requests(endpoint, request)))
        .responses(responses);
  }

  private Content requests(Endpoint endpoint, Schema<Object> request) {
    Content content =
        new Content()
            .addMediaType(
                Representation.JSON.mediaType(), requests(endpoint.entry().path()).schema(request));
    content.addMediaType(
        NpzRequestReader.MEDIA_TYPE, archive(NpzRequestReader.entries(endpoint.request())));
    return endpoint.arrays()
        ? content.addMediaType(Representation.NPY.mediaType(), array(endpoint.request()))
        : content;
  }

  private static MediaType array(Class<?> request) {
    String parameters =
        NpyRequestReader.parameters(request).stream()
            .map("`%s`"::formatted)
            .collect(Collectors.joining(", "));
    return new MediaType()
        .schema(
            Schemas.described(
                Schemas.binary(),
                "`%s` as a NumPy file (`numpy.save`): two-dimensional, C order, `<f4`, `<f8` or `<f2`, which is the `dtype`. These members can be query parameters, with values as in JSON, strings without quotes, lists separated by commas or as repeated parameters: %s."
                    .formatted(NpyRequestReader.member(request), parameters)));
  }

  /** An archive of such entries. */
  static MediaType archive(List<String> names) {
    String entries = names.stream().map("`%s`"::formatted).collect(Collectors.joining(", "));
    return new MediaType()
        .schema(
            Schemas.described(
                Schemas.binary(),
                "The request as an archive (`numpy.savez`, `numpy.savez_compressed`). These members can be entries: %s. All other members are the JSON text in the entry `request`, as in `numpy.savez(file, request=json.dumps({\"scale\": 0.5}), …)`. Arrays are little-endian and in C order; all floating-point ones have one type of `<f4`, `<f8` and `<f2`, which is the `dtype`. Masks are boolean, vectors can be integers, and −∞ is what is `null` in JSON."
                    .formatted(entries)));
  }

  private static String description(Catalogue.Entry entry) {
    return entry.description()
        + "\n\n"
        + entry.formulas().stream()
            .map(formula -> "* %s: `%s`".formatted(formula.name(), formula.formula()))
            .collect(Collectors.joining("\n"))
        + "\n\n%s, *%s* (%d), section %s: <%s>"
            .formatted(
                entry.paper().authors(),
                entry.paper().title(),
                entry.paper().year(),
                entry.paper().section(),
                entry.paper().url());
  }

  private MediaType requests(String path) {
    MediaType media = new MediaType();
    for (ExampleRequest example : examples.of(path)) {
      media.addExamples(example.name(), shown(example));
    }
    return media;
  }

  /** A request that can be sent as it is. */
  static Example shown(ExampleRequest example) {
    return new Example()
        .summary(example.title())
        .description(example.why())
        .value(example.request());
  }

  private ApiResponse answer(Endpoint endpoint) {
    MediaType json = new MediaType().schema(answers.of(endpoint.mechanism(), endpoint.request()));
    MediaType lines =
        new MediaType()
            .schema(
                Schemas.described(
                    Schemas.text(),
                    "One JSON object per line: first everything above the rows, then each row as soon as it is computed."));
    examples.of(endpoint.entry().path()).stream()
        .findFirst()
        .ifPresent(example -> {
          String request = MAPPER.writeValueAsString(example.request());
          String answer = dryRun.answer(endpoint, request, Representation.JSON);
          show(json, example, MAPPER.readValue(answer, Object.class));
          show(lines, example, dryRun.answer(endpoint, request, Representation.NDJSON));
        });
    return new ApiResponse()
        .description("Every requested stage of every requested row.")
        .content(
            new Content()
                .addMediaType(Representation.JSON.mediaType(), json)
                .addMediaType(Representation.NDJSON.mediaType(), lines)
                .addMediaType(Representation.NPY.mediaType(), records())
                .addMediaType(Representation.SVG.mediaType(), PictureOperations.vectors())
                .addMediaType(Representation.PNG.mediaType(), PictureOperations.pixels()));
  }

  private static MediaType records() {
    return new MediaType()
        .schema(
            Schemas.described(
                Schemas.binary(),
                "A NumPy file: one array of records, a field for each member of a row; vectors and heads are sub-arrays, and numbers that are not finite are kept as they are. It has no labels, no warnings and nothing from above the rows. NumPy has no `bfloat16`, so that `dtype` is refused."));
  }

  private static void show(MediaType media, ExampleRequest example, Object answer) {
    media.addExamples(example.name(), new Example().summary(example.title()).value(answer));
  }
}
