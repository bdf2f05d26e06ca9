package attention.recurrent;

import attention.mechanism.Formula;
import attention.mechanism.Member;
import java.util.ArrayList;
import java.util.List;

/**
 * The formulas in LaTeX of what a plan goes through.
 *
 * @param attended those from scores to context
 */
record Formulas(
    Encoder<?> encoder, Decoder<?> decoder, Alignment<?> alignment, List<Formula> attended) {

  /** In the order in which the stages are computed. */
  List<Formula> inOrder() {
    List<Formula> formulas = new ArrayList<>();
    formulas.add(new Formula(Member.ANNOTATIONS, encoder.formula()));
    switch (alignment.query()) {
      case PREVIOUS -> {
        formulas.add(new Formula(Member.QUERY, "q_t = s_{t-1}" + start()));
        formulas.addAll(attended);
        formulas.addAll(move("[y_t ; z_t]", ""));
      }
      case CURRENT -> {
        String read = alignment.feedsInput() ? "[y_t ; \\tilde{h}_{t-1}]" : "y_t";
        formulas.addAll(move(read, start()));
        formulas.add(new Formula(Member.QUERY, "q_t = s_t"));
        formulas.addAll(attended);
      }
    }
    Combine<?> combine = alignment.combine();
    if (combine != null) {
      formulas.add(new Formula(Member.ATTENTIONAL, combine.formula()));
    }
    formulas.addAll(readout());
    return formulas;
  }

  /** Where s_{−1} comes from, unless it is given or handed over. */
  private String start() {
    String formula = decoder.start().formula();
    return formula.isEmpty() ? "" : ",\\ " + formula;
  }

  private List<Formula> move(String read, String start) {
    String state = "s_t = " + decoder.cell().formula(read, "s_{t-1}") + start;
    Formula moved = new Formula(Member.STATE, state);
    return decoder.cell().type() == CellType.LSTM
        ? List.of(moved, new Formula(Member.MEMORY, LstmCell.MEMORY))
        : List.of(moved);
  }

  private List<Formula> readout() {
    Readout<?> readout = decoder.readout();
    if (readout == null) {
      return List.of();
    }
    String r = alignment.combine() == null ? "[s_t ; z_t]" : "\\tilde{h}_t";
    String fed = decoder.feed() instanceof Generation ? ",\\ y_{t+1} = E_{p_t}" : "";
    return List.of(
        new Formula(Member.LOGITS, readout.formula(r)),
        new Formula(Member.PREDICTION, "p_t = \\arg\\max_k l_{tk}" + fed));
  }
}
