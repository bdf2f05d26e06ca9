package attention.mechanism;

import attention.matrix.Matrix;
import attention.trace.Formula;
import attention.trace.Mechanism;
import attention.trace.Preamble;
import attention.trace.Rows;
import attention.trace.Shape;
import attention.trace.Stages;
import attention.trace.Trace;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The plan of an answer that only normalizes scores.
 *
 * @param scores q × n, finite or −∞
 * @param head with given scores as its score function
 */
public record Weighing<M extends Matrix<M>>(M scores, Head<M> head, WeighingSizes footprint)
    implements Trace {

  @Override
  public Preamble preamble() {
    List<Formula> formulas =
        head.formulas(footprint.wanted()).stream()
            .filter(formula -> Mechanism.WEIGHTS_ONLY.rowMembers().contains(formula.member()))
            .toList();
    return new Preamble(
        Mechanism.WEIGHTS_ONLY,
        scores.dtype(),
        head.pipeline().normalization().toString(),
        new Shape(scores.rows(), scores.columns(), null, null),
        formulas,
        null,
        Map.of());
  }

  @Override
  public Rows rows(int from, int to) {
    Objects.checkFromToIndex(from, to, rowCount());
    int[] chosen = IntStream.range(from, to).toArray();
    Warnings warnings = new Warnings(scores.dtype(), chosen.length);
    Stages stages =
        head.rows(
            scores.rows(from, to),
            chosen,
            footprint.wanted(),
            null,
            warnings,
            new Workspace<>(head.pipeline().kernel()));
    return new Rows("queryIndex", chosen, null, List.of(), withGiven(stages, from));
  }

  /** A score of −∞ forbids its key. */
  private Stages withGiven(Stages stages, int from) {
    return new Stages(
        stages.values(),
        stages.contributions(),
        stages.warnings(),
        row -> {
          boolean[] allowed = new boolean[scores.columns()];
          for (int key = 0; key < allowed.length; key++) {
            allowed[key] = Double.isFinite(scores.at(from + row, key));
          }
          return allowed;
        });
  }
}
