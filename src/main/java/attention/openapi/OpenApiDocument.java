package attention.openapi;

import attention.catalogue.Examples;
import attention.catalogue.Explanations;
import attention.catalogue.Explanations.Sent;
import attention.format.Representation;
import attention.problem.Problem;
import attention.problem.ProblemException;
import attention.problem.ProblemType;
import attention.request.Limits;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.info.Contact;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The OpenAPI document. It is computed from what the service uses: the records of requests, the
 * catalogue, the examples with their actual responses, and the kinds of problem.
 */
final class OpenApiDocument {

  /** Relative to the document, so that it holds under any name and behind any prefix. */
  private static final String SERVER = "..";

  private final Supplier<List<Endpoint>> endpoints;
  private final Limits limits;
  private final Examples examples;
  private final Explanations explanations;
  private final DryRun dryRun;
  private final DocumentedAccess access;
  private final String version;

  /**
   * @param endpoints what computes; asked for when the document is
   * @param access who may call
   * @param version that of the service
   */
  OpenApiDocument(
      Supplier<List<Endpoint>> endpoints,
      Limits limits,
      Examples examples,
      Explanations explanations,
      DryRun dryRun,
      DocumentedAccess access,
      String version) {
    this.endpoints = endpoints;
    this.limits = limits;
    this.examples = examples;
    this.explanations = explanations;
    this.dryRun = dryRun;
    this.access = access;
    this.version = version;
  }

  /** The document as JSON. */
  String json() {
    List<Endpoint> computing = endpoints.get();
    RecordSchemas records = new RecordSchemas(limits);
    AttentionOperations operations = new AttentionOperations(records, examples, dryRun);
    CheckOperations checks = new CheckOperations(records, examples, dryRun);
    Paths paths = new Paths();
    for (Endpoint endpoint : computing) {
      paths.addPathItem(endpoint.entry().path(), new PathItem().post(operations.of(endpoint)));
      paths.addPathItem(endpoint.entry().checkPath(), new PathItem().post(checks.of(endpoint)));
    }
    new CatalogueOperations(records).addTo(paths);
    Components components = new Components();
    new ProblemSchemas(explanations, refusals(computing), access).addTo(components, records);
    access.addTo(paths, components);
    components.setSchemas(new HashMap<>(records.named()));
    OpenAPI document =
        new OpenAPI(SpecVersion.V31)
            .openapi("3.1.0")
            .info(info())
            .servers(List.of(new Server().url(SERVER)))
            .tags(tags())
            .paths(paths)
            .components(components);
    return Json31.pretty(document);
  }

  /** A refusal of each kind that a body alone can cause. */
  private Map<ProblemType, Problem> refusals(List<Endpoint> computing) {
    Map<ProblemType, Problem> refusals = new EnumMap<>(ProblemType.class);
    for (ProblemType type : ProblemType.values()) {
      Sent fault = explanations.of(type).fault();
      if (fault != null && fault.body() != null && fault.contentType() == null) {
        computing.stream()
            .filter(endpoint -> endpoint.entry().path().equals(fault.path()))
            .forEach(endpoint -> refuse(endpoint, fault.body(), refusals));
      }
    }
    return refusals;
  }

  private void refuse(Endpoint endpoint, String body, Map<ProblemType, Problem> refusals) {
    try {
      dryRun.answer(endpoint, body, Representation.JSON);
    } catch (ProblemException refusal) {
      refusals.put(refusal.problem().type(), refusal.problem());
    }
  }

  private Info info() {
    return new Info()
        .title("Attention service")
        .version(version)
        .description(
            """
            Post your own numbers, get every named stage of attention back: scores, masks, weights, contexts, \
            each with its values.

            The [explorer](../) shows every stage of an example, or of your own numbers.

            Rows are queries, columns are keys; a weight matrix is in × out and multiplies from the right. \
            A number that is not finite is `null`, and the `warnings` of a row report what went wrong in it. \
            Every refusal is a problem document (RFC 9457) that says what was expected, what was found and what to do.\
            """)
        .contact(new Contact().name("The attention service's maintainers"))
        .license(
            new License().name("Apache-2.0").url("https://www.apache.org/licenses/LICENSE-2.0"));
  }

  private static List<Tag> tags() {
    return List.of(
        new Tag().name(AttentionOperations.TAG).description("Compute attention, stage by stage."),
        new Tag()
            .name(AttentionOperations.CHECKS)
            .description("Compare your own numbers with the definition, and find the mistake."),
        new Tag()
            .name(CatalogueOperations.CATALOGUE)
            .description("The mechanisms, and example requests."),
        new Tag()
            .name(CatalogueOperations.PROBLEMS)
            .description("What each kind of problem means."));
  }
}
