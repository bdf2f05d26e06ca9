package attention.mechanism;

import attention.matrix.Matrix;
import attention.stage.HeadLayout;
import attention.stage.Preparation;
import attention.stage.Projection;
import attention.stage.Side;
import attention.trace.Formula;
import attention.trace.Mechanism;
import attention.trace.Member;
import attention.trace.Parameters;
import attention.trace.Preamble;
import attention.trace.Selection;
import attention.trace.Shape;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is above the rows of an answer over queries, keys and values: its shape, the formulas of its
 * stages, the projected keys and values, and what was drawn.
 */
record AttentionPreamble<M extends Matrix<M>>(
    Mechanism mechanism, Inputs<M> vectors, Heads<M> heads, Selection selection) {

  /**
   * The preamble.
   *
   * @param rows the number of rows answered
   * @param keys n × the key columns of all heads, after each stage that is wanted
   * @param values n × the value columns of all heads, projected
   * @param first the first head; the others go through the same stages
   */
  Preamble of(int rows, Map<Member, M> keys, M values, Head<M> first) {
    return new Preamble(
        mechanism,
        values.dtype(),
        first.pipeline().normalization().toString(),
        shape(rows),
        formulas(first),
        selection.labels().keys(),
        parameters(keys, values));
  }

  private Shape shape(int rows) {
    HeadLayout layout = heads.layout();
    return new Shape(
        rows,
        vectors.keys().rows(),
        new Shape.Widths(
            vectors.queries().columns() / layout.heads(),
            vectors.keys().columns() / layout.keyValueHeads(),
            vectors.values().columns() / layout.keyValueHeads()),
        heads.named() ? new Shape.Heads(layout.heads(), layout.keyValueHeads()) : null);
  }

  private List<Formula> formulas(Head<M> first) {
    List<Formula> formulas = new ArrayList<>();
    add(formulas, ProjectedStage.QUERY, vectors.queries().projection());
    add(formulas, ProjectedStage.KEYS, vectors.keys().projection());
    add(formulas, ProjectedStage.VALUES, vectors.values().projection());
    for (Preparation<M> step : vectors.preparations()) {
      for (Side side : Side.values()) {
        formulas.add(new Formula(step.member(side), step.formula(side)));
      }
    }
    formulas.addAll(first.formulas(selection.members()));
    if (heads.named() && selection.includes(Member.AVERAGE_WEIGHTS)) {
      formulas.add(new Formula(Member.AVERAGE_WEIGHTS, AverageWeights.FORMULA));
    }
    if (heads.named()) {
      formulas.add(new Formula(Member.CONCATENATED, Heads.CONCATENATED));
    }
    add(formulas, ProjectedStage.OUTPUT, heads.output());
    return formulas;
  }

  private static void add(
      List<Formula> formulas, ProjectedStage stage, @Nullable Projection<?> projection) {
    if (projection != null) {
      formulas.add(new Formula(stage.member(), stage.formula(projection.bias() != null)));
    }
  }

  private Map<String, Parameters> parameters(Map<Member, M> keys, M values) {
    Map<Member, Parameters> all = new EnumMap<>(Member.class);
    all.putAll(selection.drawn());
    keys.forEach((stage, matrix) -> all.put(stage, new Parameters.Table(matrix)));
    if (vectors.keys().projection() == null) {
      all.remove(Member.KEYS);
    }
    if (vectors.values().projection() != null) {
      all.put(Member.VALUES, new Parameters.Table(values));
    }
    Map<String, Parameters> wanted = new LinkedHashMap<>();
    all.forEach((member, value) -> {
      if (selection.includes(member)) {
        wanted.put(member.toString(), value);
      }
    });
    return wanted;
  }
}
