package attention.check;

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

  /**
   * A mistake that was found.
   *
   * @param detail what was found, and what to change
   */
  record Cause(String code, String detail) {}
}
