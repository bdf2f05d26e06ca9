package attention.catalogue;

import attention.problem.ProblemException;
import attention.problem.ProblemType;
import attention.problem.Quoted;
import attention.request.Described;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Lists the mechanisms, and example requests. */
@RestController
@RequestMapping("/attention")
public class CatalogueController {

  private final Catalogue catalogue;
  private final Examples examples;

  public record Overview(
      @Described("Every mechanism that the service computes.") List<MechanismEntry> mechanisms,
      @Described("Related pages.") Links links) {}

  record MechanismEntry(
      @Described(value = "Its name in responses.", example = "\"self\"") String mechanism,
      String title,
      String description,
      @Described(value = "Where to POST a request.", example = "\"/attention/self\"") String path,
      @Described("The path as an absolute URL.") String href,
      @Described(
              "What its stages compute, in order; formulas of the same name are alternatives. A stage of an answer joins with commas what belongs together.")
          List<Catalogue.NamedFormula> formulas,
      @Described("The paper that introduced it.") Catalogue.Paper paper,
      @Described("Example requests for it, and for a check of its numbers.")
          List<ExampleLink> examples) {}

  record ExampleLink(String name, String title, String href) {}

  record Links(
      @Described("All example requests.") String examples,
      @Described("The OpenAPI document.") String openapi,
      @Described("Swagger UI, to try requests in the browser.") String ui) {}

  public record ReadyRequest(
      @Described(value = "Its name in URLs.", example = "\"notebook-softmax\"") String name,
      String title,
      @Described(value = "Where to POST the request.", example = "\"/attention/self\"") String path,
      @Described("What it shows.") String why,
      @Described("The request as it is sent.") Map<String, Object> request) {

    static ReadyRequest of(ExampleRequest example) {
      return new ReadyRequest(
          example.name(), example.title(), example.path(), example.why(), example.request());
    }
  }

  CatalogueController(Catalogue catalogue, Examples examples) {
    this.catalogue = catalogue;
    this.examples = examples;
  }

  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  Overview overview() {
    return new Overview(
        catalogue.entries().stream().map(this::entry).toList(),
        new Links(href("/attention/examples"), href("/v3/api-docs"), href("/swagger-ui.html")));
  }

  private MechanismEntry entry(Catalogue.Entry entry) {
    return new MechanismEntry(
        entry.mechanism(),
        entry.title(),
        entry.description(),
        entry.path(),
        href(entry.path()),
        entry.formulas(),
        entry.paper(),
        Stream.of(entry.path(), entry.checkPath())
            .flatMap(path -> examples.of(path).stream())
            .map(example ->
                new ExampleLink(
                    example.name(), example.title(), href("/attention/examples/" + example.name())))
            .toList());
  }

  private static String href(String path) {
    return ServletUriComponentsBuilder.fromCurrentContextPath().path(path).toUriString();
  }

  @GetMapping(path = "/examples", produces = MediaType.APPLICATION_JSON_VALUE)
  List<ReadyRequest> examples() {
    return examples.computing().stream().map(ReadyRequest::of).toList();
  }

  /** Apart from the others: what works with every request of the list would not work with these. */
  @GetMapping(path = "/checks", produces = MediaType.APPLICATION_JSON_VALUE)
  List<ReadyRequest> checks() {
    return examples.checks().stream().map(ReadyRequest::of).toList();
  }

  /** Without a media type in its mapping: what is not there is not found, whatever is accepted. */
  @GetMapping("/examples/{name}")
  ReadyRequest example(@PathVariable String name) {
    ExampleRequest example = examples.named(name);
    if (example == null) {
      throw new ProblemException(
          ProblemType.NOT_FOUND,
          "No example is named \"%s\". GET /attention/examples and GET /attention/checks list them."
              .formatted(Quoted.of(name)));
    }
    return ReadyRequest.of(example);
  }
}
