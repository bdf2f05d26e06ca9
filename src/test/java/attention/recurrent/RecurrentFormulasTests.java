package attention.recurrent;

import static attention.recurrent.Model.BACKWARD_READER;
import static attention.recurrent.Model.KERNEL;
import static attention.recurrent.Model.READER;
import static attention.recurrent.Model.map;
import static org.assertj.core.api.Assertions.assertThat;

import attention.matrix.FloatMatrix;
import attention.trace.Formula;
import attention.trace.Member;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the catalogue lists for an encoder and a decoder is what answers are made of. */
class RecurrentFormulasTests {

  private static final String SEPARATOR = ",\\ ";
  private static final FloatMatrix TWO_BY_TWO = FloatMatrix.of(2, 2, 1, 0.5f, -1, 2);
  private static final FloatMatrix FOUR_BY_TWO =
      FloatMatrix.of(4, 2, 1, 0.5f, -1, 2, 1, 0.5f, -1, 2);

  private static List<String> listed(Member member) {
    return RecurrentFormulas.all().stream()
        .filter(formula -> formula.member() == member)
        .map(Formula::latex)
        .toList();
  }

  static Stream<Model> models() {
    Model plain = Model.bahdanau();
    Model luong = Model.luong(null);
    Encoder<FloatMatrix> both = new Encoder<>(KERNEL, READER, BACKWARD_READER);
    Encoder<FloatMatrix> lstm = new Encoder<>(KERNEL, Model.lstm(2), null);
    Readout<FloatMatrix> readout = new Readout<>(map(FOUR_BY_TWO), null);
    return Stream.of(
        plain,
        plain.fixed(),
        plain.readBy(readout),
        plain.with(lstm),
        plain.startingFrom(new Bridge<>(Bridge.From.FORWARD, map(TWO_BY_TWO)), null),
        luong,
        luong.with(new Encoder<>(KERNEL, gru(), null)),
        luong.startingFrom(new Bridge<>(Bridge.From.FORWARD, map(TWO_BY_TWO)), null),
        Model.luong(new Combine<>(map(FOUR_BY_TWO), false)),
        Model.luong(new Combine<>(map(FOUR_BY_TWO), true)),
        luong.fixed().with(both).startingFrom(backward(), null));
  }

  private static Bridge<FloatMatrix> backward() {
    return new Bridge<>(Bridge.From.BACKWARD, map(TWO_BY_TWO));
  }

  private static Cell<FloatMatrix> gru() {
    return CellParameters.drawn(KERNEL, CellType.GRU, 5, 2, 2).cell(KERNEL);
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyFormulaOfAnAnswerIsMadeOfListedOnes(Model model) {
    for (Formula formula : model.steps().preamble().stages()) {
      assertThat(rest(formula)).as(formula.toString()).matches("(,\\\\ )*");
    }
  }

  /** What no listed formula of its member covers. */
  private static String rest(Formula formula) {
    String rest = formula.latex();
    for (String part :
        listed(formula.member()).stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList()) {
      rest = rest.replace(part, "");
    }
    return rest;
  }

  @Test
  void eachChoiceIsListedOnce() {
    assertThat(RecurrentFormulas.all()).doesNotHaveDuplicates();
    assertThat(listed(Member.ANNOTATIONS))
        .hasSize(4 + 1 + 4 + 4)
        .contains(
            "h_j = \\overrightarrow{h}_j = \\mathrm{LSTM}(x_j, \\overrightarrow{h}_{j-1})",
            "\\overleftarrow{h}_j = \\mathrm{GRU}(x_j, \\overleftarrow{h}_{j+1})");
    assertThat(listed(Member.QUERY)).startsWith("q_t = s_{t-1}", "q_t = s_t").hasSize(2 + 4);
    assertThat(listed(Member.STATE)).hasSize(3 * 4 + 4 + 2);
    assertThat(listed(Member.MEMORY)).containsExactly(LstmCell.MEMORY);
    assertThat(listed(Member.ATTENTIONAL)).hasSize(2);
    assertThat(listed(Member.LOGITS)).hasSize(4);
    assertThat(listed(Member.PREDICTION)).containsExactly(Formulas.PREDICTION, Formulas.FED);
    assertThat(listed(Member.CONTEXT)).endsWith(Contexts.LAST);
  }

  @Test
  void theContextWithoutAttentionFollowsTheOtherContexts() {
    List<Member> members = RecurrentFormulas.all().stream().map(Formula::member).toList();
    int context = members.indexOf(Member.CONTEXT);
    assertThat(RecurrentFormulas.all().get(context + 1).latex()).isEqualTo(Contexts.LAST);
    assertThat(members.subList(context + 2, members.size())).doesNotContain(Member.CONTEXT);
  }
}
