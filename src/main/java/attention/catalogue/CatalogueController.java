package attention.catalogue;

import attention.document.Document;
import attention.problem.ProblemException;
import attention.problem.ProblemType;
import attention.problem.Quoted;
import attention.request.Described;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/** Lists the mechanisms, and example requests. */
@RestController
@RequestMapping("/attention")
public class CatalogueController {

  private final Catalogue catalogue;
  private final Examples examples;
  private final JsonMapper mapper;
  private final Document computing;
  private final Document checks;
  private volatile @Nullable Listed listed;

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

  /** The list of mechanisms for the clients that know the service by one address. */
  private record Listed(String base, Document overview) {}

  CatalogueController(Catalogue catalogue, Examples examples, JsonMapper mapper) {
    this.catalogue = catalogue;
    this.examples = examples;
    this.mapper = mapper;
    this.computing = document(examples.computing().stream().map(ReadyRequest::of).toList());
    this.checks = document(examples.checks().stream().map(ReadyRequest::of).toList());
  }

  private Document document(Object content) {
    return new Document(MediaType.APPLICATION_JSON, mapper.writeValueAsBytes(content));
  }

  /** Made again only if the address changes, on which its links depend: usually there is one. */
  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> overview(
      @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, defaultValue = "") String encodings) {
    String base = ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
    Listed last = listed;
    if (last == null || !last.base().equals(base)) {
      last = new Listed(base, document(Overview.of(catalogue, examples, base)));
      listed = last;
    }
    return last.overview().answer(encodings);
  }

  @GetMapping(path = "/examples", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> examples(
      @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, defaultValue = "") String encodings) {
    return computing.answer(encodings);
  }

  /** Apart from the others: what works with every request of the list would not work with these. */
  @GetMapping(path = "/checks", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> checks(
      @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, defaultValue = "") String encodings) {
    return checks.answer(encodings);
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
