package attention.check;

import attention.mistake.Mistakes;
import java.util.List;

/**
 * What explains the numbers of a client: one mistake or two.
 *
 * @param causes in the order of the pipeline
 * @param whole whether it reproduces the stages before the first difference too
 */
record Explanation(List<Cause> causes, boolean whole) {

  /** The codes of the causes. */
  List<String> codes() {
    return causes.stream().map(Cause::code).toList();
  }

  /** The order of explanations: by their first cause, then by their second. */
  static int inOrder(Explanation one, Explanation other) {
    int first = Integer.compare(one.place(0), other.place(0));
    return first == 0 ? Integer.compare(one.place(1), other.place(1)) : first;
  }

  private int place(int cause) {
    return cause < causes.size() ? Mistakes.place(causes.get(cause).code()) : -1;
  }

  /**
   * A mistake that was found.
   *
   * @param detail what was found, and what to change
   */
  record Cause(String code, String detail) {}
}
