package attention.recurrent;

import attention.mechanism.StageFormulas;
import attention.trace.Formula;
import attention.trace.Mechanism;
import attention.trace.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Every formula that the stages of an encoder and a decoder can have. A formula of an answer joins
 * those that it needs with commas.
 */
public final class RecurrentFormulas {

  private final List<Formula> formulas = new ArrayList<>();

  private RecurrentFormulas() {}

  /** In the order of Bahdanau's decoder; those of one member are a choice. */
  public static List<Formula> all() {
    RecurrentFormulas all = new RecurrentFormulas();
    all.add(Member.ANNOTATIONS, Encoder.formulas());
    all.add(Member.QUERY, List.of(Formulas.PREVIOUS_STATE, Formulas.CURRENT_STATE));
    all.addStarts(Member.QUERY);
    for (Formula formula : StageFormulas.of(Mechanism.ENCODER_DECODER)) {
      all.formulas.add(formula);
      if (formula.member() == Member.CONTEXT) {
        all.add(Member.CONTEXT, List.of(Contexts.LAST));
      }
    }
    all.addStates();
    all.addOutputs();
    return List.copyOf(all.formulas);
  }

  private void add(Member member, List<String> choices) {
    choices.forEach(latex -> formulas.add(new Formula(member, latex)));
  }

  private void addStarts(Member member) {
    for (Bridge.From from : Bridge.From.values()) {
      add(member, List.of(from.formula(false), from.formula(true)));
    }
  }

  private void addStates() {
    for (String read : Formulas.READ) {
      for (CellType type : CellType.values()) {
        List<String> steps = type.formulas(read, Formulas.STATE_BEFORE);
        add(Member.STATE, steps.stream().map(Formulas.STATE::concat).toList());
      }
    }
    addStarts(Member.STATE);
    Arrays.stream(CellType.values()).forEach(type -> add(Member.STATE, type.definitions()));
    add(Member.MEMORY, List.of(LstmCell.MEMORY));
  }

  private void addOutputs() {
    add(Member.ATTENTIONAL, List.of(Combine.formula(false), Combine.formula(true)));
    for (String r : List.of(Readout.STATE_AND_CONTEXT, Combine.ATTENTIONAL)) {
      add(Member.LOGITS, List.of(Readout.formula(r, false), Readout.formula(r, true)));
    }
    add(Member.PREDICTION, List.of(Formulas.PREDICTION, Formulas.FED));
  }
}
