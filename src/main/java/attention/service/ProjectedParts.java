package attention.service;

import attention.kernel.Kernel;
import attention.matrix.Matrix;
import attention.mechanism.Widths;
import attention.stage.HeadLayout;
import attention.stage.Projection;
import attention.stage.TorchGenerator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Queries, keys and values with what projects them, and what projects their contexts.
 *
 * @param contexts the width of the contexts of all heads side by side, which the output reads
 * @param output absent in its own way where nothing projects the contexts
 */
record ProjectedParts<M extends Matrix<M>>(
    InputsBuilder<M> inputs,
    Part<M> query,
    Part<M> key,
    Part<M> value,
    Size contexts,
    Part<M> output) {

  /** The projections of a request, as wide as its heads need them; checks their widths. */
  static <M extends Matrix<M>> ProjectedParts<M> of(
      PlanContext<M> context,
      HeadLayout layout,
      InputsBuilder<M> inputs,
      ProjectionsBuilder<M> projections) {
    Size drawnKeys = drawnKeys(layout, projections.dimension());
    Part<M> query = projections.query(inputs.queries().columns());
    Part<M> key = projections.key(inputs.keys().columns(), drawnKeys);
    Part<M> value = projections.value(inputs.values().columns(), drawnKeys);
    HeadLayoutCheck.widths(context, layout, inputs.embedded(), query, key, value);
    Size contexts = contexts(layout, value.out());
    return new ProjectedParts<>(inputs, query, key, value, contexts, projections.output(contexts));
  }

  /** Unknown also where heads that do not fit would make it wider than anything can be. */
  private static Size contexts(HeadLayout layout, Size values) {
    boolean possible =
        values.isKnown()
            && (long) values.value() / layout.keyValueHeads() * layout.heads() <= Integer.MAX_VALUE;
    return possible ? Size.of(layout.contextColumns(values.value())) : Size.UNKNOWN;
  }

  private static Size drawnKeys(HeadLayout layout, Size dimension) {
    return dimension.isKnown()
        ? Size.of((int) ((long) dimension.value() * layout.keyValueHeads() / layout.heads()))
        : Size.UNKNOWN;
  }

  /** The widths of the vectors; only for a request without faults. */
  Widths widths() {
    return new Widths(
        query.out().value(),
        key.out().value(),
        value.out().value(),
        query.projects() ? inputs.queries().columns().value() : 0,
        0,
        output.projects() ? output.out().value() : 0);
  }

  /**
   * The numbers that are copied: the matrices, and projected values if one of them leaves the range
   * of the dtype.
   */
  long copies() {
    long values = value.projects() ? (long) inputs.keys().rows().value() * value.out().value() : 0;
    return query.copies(inputs.queries().columns())
        + key.copies(inputs.keys().columns())
        + value.copies(inputs.values().columns())
        + output.copies(contexts)
        + values;
  }

  /** The multiply-adds of projecting one key and one value. */
  long workOfKey() {
    return key.products(inputs.keys().columns()) + value.products(inputs.values().columns());
  }

  /** The multiply-adds of projecting one query and its context. */
  long workOfQuery() {
    return query.products(inputs.queries().columns()) + output.products(contexts);
  }

  /** Makes the projections, by their names in a request; absent where there is none. */
  Map<String, @Nullable Projection<M>> build(Kernel<M> kernel, @Nullable TorchGenerator generator) {
    Map<String, @Nullable Projection<M>> built = new LinkedHashMap<>();
    built.put("query", query.build(kernel, generator));
    built.put("key", key.build(kernel, generator));
    built.put("value", value.build(kernel, generator));
    built.put("output", output.build(kernel, generator));
    return built;
  }
}
