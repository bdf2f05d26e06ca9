package attention.catalogue;

import attention.request.Described;
import java.util.List;
import java.util.stream.Stream;

/** Every mechanism with its examples, and links to the other pages of the service. */
public record Overview(
    @Described("Every mechanism that the service computes.") List<MechanismEntry> mechanisms,
    @Described("Related pages.") Links links) {

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

  /**
   * @param base the address of the service, as the client knows it
   */
  static Overview of(Catalogue catalogue, Examples examples, String base) {
    return new Overview(
        catalogue.entries().stream().map(entry -> entry(entry, examples, base)).toList(),
        new Links(base + "/attention/examples", base + "/v3/api-docs", base + "/swagger-ui.html"));
  }

  private static MechanismEntry entry(Catalogue.Entry entry, Examples examples, String base) {
    return new MechanismEntry(
        entry.mechanism(),
        entry.title(),
        entry.description(),
        entry.path(),
        base + entry.path(),
        entry.formulas(),
        entry.paper(),
        Stream.of(entry.path(), entry.checkPath())
            .flatMap(path -> examples.of(path).stream())
            .map(example ->
                new ExampleLink(
                    example.name(),
                    example.title(),
                    base + "/attention/examples/" + example.name()))
            .toList());
  }
}
