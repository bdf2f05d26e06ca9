package attention.recurrent;

import attention.trace.Formula;
import attention.trace.Member;
import java.util.ArrayList;
import java.util.List;

/**
 * The formulas in LaTeX of what a plan goes through.
 *
 * @param attended those from scores to context
 */
record Formulas(
    Encoder<?> encoder, Decoder<?> decoder, Alignment<?> alignment, List<Formula> attended) {

  static final String PREVIOUS_STATE = "q_t = s_{t-1}";
  static final String CURRENT_STATE = "q_t = s_t";
  static final String STATE = "s_t = ";
  static final String STATE_BEFORE = "s_{t-1}";
  static final String PREDICTION = "p_t = \\arg\\max_k l_{tk}";

  /** What follows a prediction that is fed back. */
  static final String FED = "y_{t+1} = E_{p_t}";

  private static final String INPUT_AND_CONTEXT = "[y_t ; z_t]";
  private static final String INPUT = "y_t";
  private static final String INPUT_AND_ATTENTIONAL = "[y_t ; \\tilde{h}_{t-1}]";

  /** What a decoder can read in a step. */
  static final List<String> READ = List.of(INPUT_AND_CONTEXT, INPUT, INPUT_AND_ATTENTIONAL);

  /** In the order in which the stages are computed. */
  List<Formula> inOrder() {
    List<Formula> formulas = new ArrayList<>();
    formulas.add(new Formula(Member.ANNOTATIONS, encoder.formula()));
    switch (alignment.query()) {
      case PREVIOUS -> {
        formulas.add(new Formula(Member.QUERY, PREVIOUS_STATE + start()));
        formulas.addAll(attended);
        formulas.addAll(move(INPUT_AND_CONTEXT, ""));
      }
      case CURRENT -> {
        String read = alignment.feedsInput() ? INPUT_AND_ATTENTIONAL : INPUT;
        formulas.addAll(move(read, start()));
        formulas.add(new Formula(Member.QUERY, CURRENT_STATE));
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
    String state = STATE + decoder.cell().formula(read, STATE_BEFORE) + start;
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
    String r = alignment.combine() == null ? Readout.STATE_AND_CONTEXT : Combine.ATTENTIONAL;
    String fed = decoder.feed() instanceof Generation ? ",\\ " + FED : "";
    return List.of(
        new Formula(Member.LOGITS, readout.formula(r)),
        new Formula(Member.PREDICTION, PREDICTION + fed));
  }
}
