package attention.picture;

import static org.assertj.core.api.Assertions.assertThat;

import attention.mechanism.StageFormulas;
import attention.recurrent.RecurrentFormulas;
import attention.trace.Formula;
import attention.trace.Mechanism;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatexTests {

  /** The only words that a formula has. */
  private static final List<String> WORDS =
      List.of(
          "exp",
          "ln",
          "max",
          "arg",
          "tanh",
          "cos",
          "sin",
          "mean",
          "var",
          "scale",
          "softcap",
          "bias",
          "headBias",
          "slope",
          "offset",
          "sink",
          "if",
          "is",
          "allowed",
          "else",
          "GRU",
          "LSTM");

  private static final Pattern WORD = Pattern.compile("[A-Za-z]{2,}");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          \\omega_{ij} = q_i \\cdot k_j | ωᵢⱼ = qᵢ · kⱼ
          z_i = \\sum_j \\alpha_{ij} v_j | zᵢ = ∑ⱼ αᵢⱼ vⱼ
          \\alpha_{ij} = \\frac{\\exp(\\omega_{ij})}{\\sum_k \\exp(\\omega_{ik})} | αᵢⱼ = exp(ωᵢⱼ) / ∑ₖ exp(ωᵢₖ)
          \\alpha_{ij} = \\frac{\\exp(\\omega_{ij} - m_i)}{\\exp(\\text{sink} - m_i) + \\sum_k \\exp(\\omega_{ik} - m_i)} | αᵢⱼ = exp(ωᵢⱼ − mᵢ) / (exp(sink − mᵢ) + ∑ₖ exp(ωᵢₖ − mᵢ))
          \\alpha_{ij} = \\max(0, \\tfrac{1}{2} \\omega_{ij} - \\tau_i)^2 | αᵢⱼ = max(0, ½ ωᵢⱼ − τᵢ)²
          \\bar{\\alpha}_{ij} = \\frac{1}{H} \\sum_{h=1}^{H} \\alpha_{ij}^{(h)} | ᾱᵢⱼ = 1 / H ∑ₕ₌₁ᴴ αᵢⱼ⁽ʰ⁾
          -\\sum_j \\alpha_{ij} \\ln \\alpha_{ij} | −∑ⱼ αᵢⱼ ln αᵢⱼ
          \\omega_{ij} = q_i W k_j^{\\top} | ωᵢⱼ = qᵢ W kⱼᵀ
          \\frac{x}{\\sqrt{\\operatorname{mean}(x^2) + \\epsilon}} | x / √(mean(x²) + ε)
          s_{-1} = \\tanh(\\overrightarrow{h}_n W + b) | s₋₁ = tanh(h⃗ₙ W + b)
          m_t = f_t \\circ m_{t-1} + i_t \\circ g_t | mₜ = fₜ ∘ mₜ₋₁ + iₜ ∘ gₜ
          """)
  void aFormulaBecomesALineOfText(String latex, String expected) {
    String text = Runs.unicode(Latex.runs(latex.replace("\\\\", "\\")));
    assertThat(text.replace("\u2009", " ").replaceAll(" +", " "))
        .isEqualTo(expected.replace("ᾱ", "α\u0304"));
  }

  private static Stream<String> formulas() {
    return Stream.concat(
            Arrays.stream(Mechanism.values()).flatMap(it -> StageFormulas.of(it).stream()),
            RecurrentFormulas.all().stream())
        .map(Formula::latex)
        .distinct();
  }

  /** What it does not know it would show as a word. */
  @Test
  void everyFormulaOfTheCatalogueCanBeShown() {
    assertThat(formulas())
        .hasSizeGreaterThan(100)
        .allSatisfy(latex -> {
          List<Run> runs = Latex.runs(latex);
          assertThat(Runs.text(runs)).doesNotContain("\\", "{", "}", "_", "^", "  ");
          assertThat(runs)
              .filteredOn(run -> !run.italic())
              .flatMap(run -> WORD.matcher(run.text()).results().map(MatchResult::group).toList())
              .isSubsetOf(WORDS);
        });
  }

  @Test
  void lettersAreItalicAndFunctionsUpright() {
    assertThat(Latex.runs("\\exp(x_{12})"))
        .containsExactly(
            Run.plain("exp("),
            new Run("x", Run.Level.BASE, true),
            new Run("12", Run.Level.SUBSCRIPT, false),
            Run.plain(")"));
  }
}
