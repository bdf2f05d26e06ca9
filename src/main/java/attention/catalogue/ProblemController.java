package attention.catalogue;

import attention.catalogue.Explanations.Explanation;
import attention.catalogue.Explanations.Sent;
import attention.problem.ProblemException;
import attention.problem.ProblemType;
import attention.problem.Quoted;
import attention.request.Described;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The pages that the {@code type} of a problem leads to: HTML for browsers, JSON for programs. */
@RestController
public class ProblemController {

  private static final MediaType PAGE = MediaType.valueOf("text/html;charset=UTF-8");

  private final Explanations explanations;

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

  ProblemController(Explanations explanations) {
    this.explanations = explanations;
  }

  @GetMapping(
      path = "/problems/{type}",
      produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_HTML_VALUE})
  ResponseEntity<?> explain(
      @PathVariable String type,
      @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
    ProblemExplanation explained = explained(type);
    return wantsPage(accept)
        ? ResponseEntity.ok().contentType(PAGE).body(ProblemPage.of(explained))
        : ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(explained);
  }

  private static boolean wantsPage(@Nullable String accept) {
    return accept != null
        && MediaType.parseMediaTypes(accept).stream()
            .filter(range -> !range.isWildcardType())
            .max(Comparator.comparingDouble(MediaType::getQualityValue))
            .filter(MediaType.TEXT_HTML::isCompatibleWith)
            .isPresent();
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
