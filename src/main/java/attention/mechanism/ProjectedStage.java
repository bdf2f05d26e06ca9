package attention.mechanism;

import attention.stage.Projection;
import attention.trace.Member;
import java.util.List;

/** The stages that are projections: y = x·W, or y = x·W + b. */
enum ProjectedStage {
  QUERY(Member.QUERY, "q_i", "x_i", "q"),
  KEYS(Member.KEYS, "k_j", "x_j", "k"),
  VALUES(Member.VALUES, "v_j", "x_j", "v"),
  OUTPUT(Member.OUTPUT, "o_i", "z_i", "o");

  private final Member member;
  private final String result;
  private final String input;
  private final String letter;

  ProjectedStage(Member member, String result, String input, String letter) {
    this.member = member;
    this.result = result;
    this.input = input;
    this.letter = letter;
  }

  Member member() {
    return member;
  }

  /** Its formula in LaTeX. */
  String formula(boolean biased) {
    return result + " = " + Projection.formula(input, letter, biased);
  }

  /** Its formula without and with a bias. */
  List<String> formulas() {
    return List.of(formula(false), formula(true));
  }
}
