package attention.catalogue;

import attention.problem.FaultCode;
import attention.problem.ProblemType;
import attention.request.Described;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;

/** Explains each kind of problem and each code at more length than a problem document. */
public final class Explanations {

  private final Texts texts;

  private record Texts(Map<String, Explanation> types, Map<String, String> codes) {}

  /**
   * One kind of refusal.
   *
   * @param fault a request that is refused with this problem; absent if no single request can cause
   *     it
   * @param cured the same without the fault
   */
  public record Explanation(
      String meaning, String cure, @Nullable Sent fault, @Nullable Sent cured) {}

  /** A request as it is sent. */
  public record Sent(
      @Described(value = "The method.", example = "\"POST\"") String method,
      @Described(value = "The path, with its query string.", example = "\"/attention/self\"")
          String path,
      @Described("The header Content-Type; application/json if it is not given.")
          @Nullable String contentType,
      @Described("The header Accept.") @Nullable String accept,
      @Described("The body, as text.") @Nullable String body) {}

  private Explanations(Texts texts) {
    this.texts = texts;
  }

  /**
   * Reads the explanations.
   *
   * @throws IllegalStateException if a kind of refusal or a code has none
   */
  public static Explanations load() {
    Explanations explanations =
        new Explanations(JsonResource.read(new ClassPathResource("problems.json"), Texts.class));
    Arrays.stream(ProblemType.values()).forEach(explanations::of);
    Arrays.stream(FaultCode.values()).forEach(explanations::of);
    return explanations;
  }

  public Explanation of(ProblemType type) {
    return required(texts.types().get(type.toString()), type);
  }

  public String of(FaultCode code) {
    return required(texts.codes().get(code.toString()), code);
  }

  private static <T> T required(@Nullable T text, Enum<?> of) {
    if (text == null) {
      throw new IllegalStateException("problems.json does not explain " + of.toString());
    }
    return Objects.requireNonNull(text);
  }

  /** The codes that lead to a kind of refusal. */
  public static List<FaultCode> codes(ProblemType type) {
    return Arrays.stream(FaultCode.values()).filter(code -> code.type() == type).toList();
  }
}
