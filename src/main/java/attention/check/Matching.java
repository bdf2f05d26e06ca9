package attention.check;

import attention.definition.Layout;
import attention.definition.View;
import attention.mistake.Given;
import attention.trace.Member;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether stages reproduce the numbers of a client: those from the first difference on, and those
 * before it.
 */
final class Matching {

  private static final double SATURATED = 1e-4;

  private final List<Given> given;
  private final Place first;
  private final int position;
  private final int answered;

  /**
   * @param given in order
   * @param answered how many rows are answered
   */
  Matching(List<Given> given, Place first, int answered) {
    this.given = given;
    this.first = first;
    this.answered = answered;
    int at = 0;
    while (given.get(at).stage() != first.stage()) {
      at++;
    }
    this.position = at;
  }

  /** The row that is answered first of those that differ. */
  int probe() {
    return first.row() < 0 || Layout.isOfKeys(first.stage()) ? 0 : first.row() % answered;
  }

  /** The stages that have to be reproduced, if the first difference is not in a step. */
  List<Given> required() {
    return given.subList(position, given.size());
  }

  private boolean isRequired(int index) {
    if (first.stepwise()) {
      return given.get(index).stage() != Member.ANNOTATIONS;
    }
    return index >= position;
  }

  private int firstRow(int index) {
    if (!first.stepwise()) {
      return 0;
    }
    return index >= position ? first.row() : first.row() + 1;
  }

  /** The first stage that is not reproduced in the row of the first difference; null if all are. */
  @Nullable Member failing(View view) {
    for (int index = 0; index < given.size(); index++) {
      Given stage = given.get(index);
      if (isRequired(index) && !(stage.hasShapeOf(view) && fitsProbe(stage, index, view))) {
        return stage.stage();
      }
    }
    return null;
  }

  private boolean fitsProbe(Given stage, int index, View view) {
    if (first.stepwise()) {
      int row = firstRow(index);
      return row >= view.rows(stage.stage()) || stage.fits(view, row);
    }
    if (Layout.isOfKeys(stage.stage())) {
      return stage.fits(view, Layout.isOfKeys(first.stage()) ? Math.max(0, first.row()) : 0);
    }
    int rows = view.rows(stage.stage());
    return rows % answered != 0 || stage.fits(view, row(rows));
  }

  /** The row of the first difference in a stage of so many rows, in the same head if it has any. */
  private int row(int rows) {
    boolean sameAxes = first.row() >= 0 && !Layout.isOfKeys(first.stage()) && first.row() < rows;
    return sameAxes ? first.row() : probe();
  }

  /**
   * Whether all weights of a view are 0 or 1, where the first difference is at weights or later:
   * much that has nothing to do with a client's mistake comes to the same weights.
   */
  boolean isSaturated(View view) {
    if (first.stage().compareTo(Member.WEIGHTS) < 0) {
      return false;
    }
    int rows = view.rows(Member.WEIGHTS);
    for (int row = 0; row < rows; row++) {
      for (double weight : view.row(Member.WEIGHTS, row)) {
        if (Math.abs(weight * (1 - weight)) > SATURATED) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether the right stages, computed once more, reproduce what the first ones did not. */
  boolean isRight(View right) {
    return failing(right) == null && reproduces(right);
  }

  /** Whether a number that has to be reproduced is finite: else much comes to the same. */
  boolean hasNumbers() {
    return required().stream()
        .anyMatch(stage -> Arrays.stream(stage.numbers()).anyMatch(Double::isFinite));
  }

  /** Whether everything from the first difference on is reproduced. */
  boolean reproduces(View view) {
    for (int index = 0; index < given.size(); index++) {
      if (isRequired(index) && !fits(given.get(index), view, firstRow(index))) {
        return false;
      }
    }
    return true;
  }

  /** Whether everything before the first difference is reproduced too. */
  boolean reproducesBefore(View view) {
    for (int index = 0; index < given.size(); index++) {
      Given stage = given.get(index);
      if (!isRequired(index) && !(stage.hasShapeOf(view) && stage.fits(view))) {
        return false;
      }
      for (int row = 0; isRequired(index) && row < firstRow(index); row++) {
        if (!stage.fits(view, row)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean fits(Given stage, View view, int from) {
    int rows = view.rows(stage.stage());
    for (int row = from; row < rows; row++) {
      if (!stage.fits(view, row)) {
        return false;
      }
    }
    return true;
  }
}
