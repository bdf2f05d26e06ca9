package attention.service;

import attention.matrix.Matrix;
import attention.problem.Pointer;
import attention.request.InputMatrix;
import attention.request.MultiHeadRequest;
import attention.stage.HeadLayout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks how queries, keys and values are cut into heads. */
final class HeadLayoutCheck {

  private static final Pointer HEADS = Pointer.ROOT.child("heads");
  private static final Pointer KEY_VALUE_HEADS = Pointer.ROOT.child("keyValueHeads");
  private static final Pointer HEAD_BIAS = Pointer.ROOT.child("headBias");

  private HeadLayoutCheck() {}

  /** The heads that a request asks for; as few of them as possible where they have a fault. */
  static HeadLayout layout(MultiHeadRequest request, PlanContext<?> context) {
    int heads = request.heads();
    int shared = request.keyValueHeads() == null ? heads : request.keyValueHeads();
    boolean anyHead = context.limits().within(1, heads, Integer.MAX_VALUE, HEADS);
    boolean anyShared =
        request.keyValueHeads() == null
            || context.limits().within(1, shared, Integer.MAX_VALUE, KEY_VALUE_HEADS);
    if (!anyHead || !anyShared) {
      return anyHead ? new HeadLayout(heads, heads) : HeadLayout.SINGLE;
    }
    context.fit(
        heads % shared == 0,
        KEY_VALUE_HEADS,
        "Expected a number that divides the %d heads, found %d.",
        heads,
        shared);
    return new HeadLayout(heads, heads % shared == 0 ? shared : heads);
  }

  /**
   * Checks the widths of projected queries, keys and values.
   *
   * @param embedded whether all three come from the same vectors
   */
  static <M extends Matrix<M>> void widths(
      PlanContext<M> context,
      HeadLayout layout,
      boolean embedded,
      Part<M> query,
      Part<M> key,
      Part<M> value) {
    int heads = layout.heads();
    int shared = layout.keyValueHeads();
    Size width = query.out();
    if (width.isKnown() && width.value() % heads != 0) {
      context.fit(
          false,
          HEADS,
          "Expected a number that divides the width of the queries, %s, found %d.",
          width,
          heads);
      return;
    }
    Pointer fallback = query.projects() ? query.at() : KEY_VALUE_HEADS;
    if (width.isKnownWith(key.out())) {
      keys(context, layout, width, key.out(), misfit(key, "keys", embedded, fallback));
    }
    context.fit(
        !value.out().isKnown() || value.out().value() % shared == 0,
        misfit(value, "values", embedded, fallback),
        "Expected values as wide as a multiple of the %d key/value heads, found values %s wide.",
        shared,
        value.out());
  }

  private static void keys(
      PlanContext<?> context, HeadLayout layout, Size query, Size key, Pointer at) {
    int heads = layout.heads();
    int shared = layout.keyValueHeads();
    int expected = query.value() / heads * shared;
    context.fit(
        key.value() == expected,
        at,
        "Expected keys %d wide, because %s, found keys %s wide.",
        expected,
        heads == shared
            ? "so are the queries"
            : "queries are %s wide in %d heads and keys have %d".formatted(query, heads, shared),
        key);
  }

  /** The member to blame: the projection, else the vectors given, else what the heads ask for. */
  private static Pointer misfit(Part<?> part, String given, boolean embedded, Pointer fallback) {
    if (part.projects()) {
      return part.at();
    }
    return embedded ? fallback : Pointer.ROOT.child(given);
  }

  /** The biases of the heads, one for each; empty if there are none. */
  static <M extends Matrix<M>> List<CheckedMatrix<M>> biases(
      PlanContext<M> context,
      HeadLayout layout,
      @Nullable List<InputMatrix> request,
      ShapingBuilder<M> shaping) {
    if (request == null) {
      return List.of();
    }
    context.fit(
        request.size() == layout.heads(),
        HEAD_BIAS,
        "Expected %d matrices, one for each head, found %d.",
        layout.heads(),
        request.size());
    return request.stream().map(shaping::bias).toList();
  }
}
