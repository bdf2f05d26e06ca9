package attention.catalogue;

import attention.mechanism.StageFormulas;
import attention.recurrent.RecurrentFormulas;
import attention.request.Described;
import attention.trace.Formula;
import attention.trace.Mechanism;
import java.util.Arrays;
import java.util.List;
import org.springframework.core.io.ClassPathResource;

/** Describes each mechanism, in the order from simple to complex. */
public final class Catalogue {

  /** What the path of a check has after that of its mechanism. */
  static final String CHECK = "/check";

  private final List<Entry> entries;

  /**
   * One mechanism.
   *
   * @param mechanism its name
   * @param formulas those that the stages of its answers can have, named like the stages
   */
  public record Entry(
      String mechanism,
      String title,
      String description,
      Paper paper,
      List<NamedFormula> formulas) {

    public String path() {
      return "/attention/" + mechanism;
    }

    /** Where clients have their own numbers checked. */
    public String checkPath() {
      return path() + CHECK;
    }
  }

  public record NamedFormula(
      @Described(value = "The name of the stage, as in an answer.", example = "\"scores\"")
          String name,
      @Described(value = "LaTeX.", example = "\"\\\\omega_{ij} = q_i \\\\cdot k_j\"")
          String formula) {}

  public record Paper(
      String title,
      String authors,
      int year,
      String url,
      @Described("The section of the paper.") String section) {}

  /** What is written about a mechanism. */
  private record Text(String mechanism, String title, String description, Paper paper) {

    /**
     * With what the service knows itself.
     *
     * @throws IllegalStateException if it is no mechanism of this service
     */
    Entry entry() {
      return new Entry(
          mechanism, title, description, paper, formulas(Catalogue.mechanism(mechanism)));
    }

    private static List<NamedFormula> formulas(Mechanism mechanism) {
      List<Formula> formulas =
          mechanism == Mechanism.ENCODER_DECODER
              ? RecurrentFormulas.all()
              : StageFormulas.of(mechanism);
      return formulas.stream()
          .map(formula -> new NamedFormula(formula.member().toString(), formula.latex()))
          .toList();
    }
  }

  private Catalogue(List<Entry> entries) {
    this.entries = entries;
  }

  /**
   * Reads the catalogue.
   *
   * @throws IllegalStateException if an entry is no mechanism of this service
   */
  static Catalogue load() {
    Text[] texts = JsonResource.read(new ClassPathResource("catalogue.json"), Text[].class);
    return new Catalogue(Arrays.stream(texts).map(Text::entry).toList());
  }

  /** The mechanism of this name. */
  public static Mechanism mechanism(String word) {
    return Arrays.stream(Mechanism.values())
        .filter(mechanism -> mechanism.toString().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No mechanism is called " + word));
  }

  public List<Entry> entries() {
    return entries;
  }
}
