package attention.recurrent;

import static org.assertj.core.api.Assertions.assertThat;

import attention.matrix.Matrix;
import attention.mechanism.WorkingMemory;
import attention.trace.Member;
import attention.trace.Preamble;
import attention.trace.Predictions;
import attention.trace.Rows;
import attention.trace.Trace;
import attention.trace.Warning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What came out of a plan, step by step. */
record Steps(Preamble preamble, List<Rows> rows) {

  static Steps of(EncoderDecoder<?> plan) {
    Trace trace = trace(plan);
    Preamble preamble = trace.preamble();
    List<Rows> rows = new ArrayList<>();
    for (int step = 0; step < trace.rowCount(); step++) {
      rows.add(trace.rows(step, step + 1));
    }
    return new Steps(preamble, rows);
  }

  /** A plan on its way, for which nothing was reserved. */
  static Trace trace(EncoderDecoder<?> plan) {
    return plan.trace(
        new RecurrentSizes(
            plan.encoder().kernel().dtype(),
            plan.inputs().rows(),
            most(plan.decoder().feed()),
            plan.encoder().width(),
            plan.decoder().cell().hidden(),
            0,
            0,
            0,
            0,
            WorkingMemory.NONE));
  }

  private static int most(Feed<?> feed) {
    return switch (feed) {
      case Feed.Given<?> given -> given.inputs().rows();
      case Generation<?> generated -> generated.steps();
    };
  }

  int count() {
    return rows.size();
  }

  /** One stage of one step. */
  double[] at(Member member, int step) {
    Matrix<?> stage = rows.get(step).stages().values().get(member);
    assertThat(stage).as("the stage %s of step %d", member, step).isNotNull();
    return row(Objects.requireNonNull(stage), 0);
  }

  Set<Member> members(int step) {
    return rows.get(step).stages().values().keySet();
  }

  Predictions predictions(int step) {
    return Objects.requireNonNull(rows.get(step).predictions());
  }

  /** The index predicted in each step. */
  List<Integer> predicted() {
    return rows.stream()
        .map(Rows::predictions)
        .map(predictions -> Objects.requireNonNull(predictions).indices())
        .map(indices -> Objects.requireNonNull(indices)[0])
        .toList();
  }

  /** The index that each step read. */
  List<Integer> read() {
    return rows.stream()
        .map(Rows::predictions)
        .map(predictions -> Objects.requireNonNull(predictions).inputIndices())
        .map(indices -> Objects.requireNonNull(indices)[0])
        .toList();
  }

  /** The name of the prediction of one step. */
  @Nullable String token(int step) {
    return Objects.requireNonNull(predictions(step).tokens()).getFirst();
  }

  /** Where a step left the range of the dtype, as far as it is told. */
  List<Member> warned(int step) {
    return rows.get(step).stages().warnings().getFirst().stream().map(Warning::stage).toList();
  }

  /** A row of a matrix. */
  static double[] row(Matrix<?> matrix, int row) {
    double[] elements = new double[matrix.columns()];
    Arrays.setAll(elements, j -> matrix.at(row, j));
    return elements;
  }
}
