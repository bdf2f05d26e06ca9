package attention.catalogue;

import attention.catalogue.Explanations.Explanation;
import attention.catalogue.Explanations.Sent;
import attention.problem.ProblemException;
import attention.problem.ProblemType;
import attention.problem.Quoted;
import attention.request.Described;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.ContentNegotiationManager;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.NativeWebRequest;

/** The pages that the {@code type} of a problem leads to: HTML for browsers, JSON for programs. */
@RestController
public class ProblemController {

  private static final MediaType PAGE = MediaType.valueOf("text/html;charset=UTF-8");

  private static final List<MediaType> TYPES =
      List.of(MediaType.APPLICATION_JSON, MediaType.TEXT_HTML);

  private final Explanations explanations;
  private final ContentNegotiationManager negotiation;

  public record ProblemExplanation(
      @Described(value = "The type of the problem.", example = "\"/problems/ragged-matrix\"")
          String type,
      String title,
      @Described(value = "The HTTP status.", example = "422") int status,
      @Described("What it means.") String meaning,
      @Described("What to do.") String cure,
      @Described("The codes under errors that belong to it.") List<CodeMeaning> codes,
      @Described("A request that is refused with this problem.") @Nullable Sent fault,
      @Described("The same request without the fault.") @Nullable Sent cured) {}

  record CodeMeaning(
      @Described(value = "The code as it appears under errors.", example = "\"ragged-row\"")
          String code,
      String meaning) {}

  ProblemController(
      Explanations explanations,
      @Qualifier("mvcContentNegotiationManager") ContentNegotiationManager negotiation) {
    this.explanations = explanations;
    this.negotiation = negotiation;
  }

  /** Without media types in its mapping: what is not there is not found, whatever is accepted. */
  @GetMapping("/problems/{type}")
  ResponseEntity<?> explain(@PathVariable String type, NativeWebRequest request)
      throws HttpMediaTypeNotAcceptableException {
    ProblemExplanation explained = explained(type);
    MediaType chosen =
        negotiation.resolveMediaTypes(request).stream()
            .flatMap(accepted -> TYPES.stream().filter(accepted::includes))
            .findFirst()
            .orElseThrow(() -> new HttpMediaTypeNotAcceptableException(TYPES));
    return chosen.equals(MediaType.TEXT_HTML)
        ? ResponseEntity.ok().contentType(PAGE).body(ProblemPage.of(explained))
        : ResponseEntity.ok().contentType(chosen).body(explained);
  }

  private ProblemExplanation explained(String word) {
    ProblemType type =
        Arrays.stream(ProblemType.values())
            .filter(candidate -> candidate.toString().equals(word))
            .findFirst()
            .orElseThrow(() ->
                new ProblemException(
                    ProblemType.NOT_FOUND,
                    "No problem is of the type \"%s\".".formatted(Quoted.of(word))));
    Explanation text = explanations.of(type);
    List<CodeMeaning> codes =
        Explanations.codes(type).stream()
            .map(code -> new CodeMeaning(code.toString(), explanations.of(code)))
            .toList();
    return new ProblemExplanation(
        type.uri(),
        type.title(),
        type.status(),
        text.meaning(),
        text.cure(),
        codes,
        text.fault(),
        text.cured());
  }
}
