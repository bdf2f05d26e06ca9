package attention.service;

import attention.matrix.Matrix;
import attention.mechanism.Attention;
import attention.mechanism.DotProduct;
import attention.mechanism.HeadLayout;
import attention.mechanism.Heads;
import attention.mechanism.Inputs;
import attention.mechanism.Mechanism;
import attention.mechanism.Member;
import attention.mechanism.Parameters;
import attention.mechanism.Pipeline;
import attention.mechanism.Projection;
import attention.mechanism.Selection;
import attention.mechanism.Stage;
import attention.mechanism.TorchGenerator;
import attention.mechanism.Trace;
import attention.problem.Pointer;
import attention.request.AnswerOptions;
import attention.request.HeadProjections;
import attention.request.InputMatrix;
import attention.request.MultiHeadProjections;
import attention.request.MultiHeadRequest;
import attention.request.RandomProjections;
import attention.request.ScaledRequest;
import attention.request.ScoreShaping;
import attention.request.VectorInputs;
import attention.service.ProjectionsDraft.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Plans a transformer head, or several: projections, dot product, scale, and what the request adds.
 */
final class HeadsPlan<M extends Matrix<M>> {

  private static final Pointer HEADS = Pointer.ROOT.child("heads");
  private static final Pointer KEY_VALUE_HEADS = Pointer.ROOT.child("keyValueHeads");
  private static final Pointer HEAD_BIAS = Pointer.ROOT.child("headBias");

  private final Draft<M> draft;
  private final VectorsDraft<M> vectors;
  private final ProjectionsDraft<M> projections;
  private final HeadLayout layout;
  private final Part query;
  private final Part key;
  private final Part value;

  private HeadsPlan(
      Draft<M> draft,
      VectorInputs inputs,
      @Nullable MultiHeadProjections projections,
      HeadLayout layout) {
    this.draft = draft;
    this.layout = layout;
    this.vectors = VectorsDraft.of(inputs, draft);
    this.projections = new ProjectionsDraft<>(draft, projections);
    RandomProjections random = this.projections.random();
    int drawn = random == null ? 0 : random.dimension();
    int drawnKeys = (int) ((long) drawn * layout.keyValueHeads() / layout.heads());
    this.query = this.projections.query(vectors.queries(), drawn);
    this.key = this.projections.key(vectors.keys(), drawnKeys);
    this.value = this.projections.value(vectors.values(), drawnKeys);
  }

  /** One head. */
  static <M extends Matrix<M>> Trace scaled(ScaledRequest request, Draft<M> draft) {
    HeadProjections given = request.projections();
    MultiHeadProjections projections = given == null ? null : given.toMultiHead();
    if (given != null && given.random() != null && given.random().output()) {
      Pointer at = Pointer.ROOT.child("projections").child("random").child("output");
      draft.exclude(true, at, "a single head, whose context is not projected");
    }
    HeadsPlan<M> plan = new HeadsPlan<>(draft, request.inputs(), projections, HeadLayout.SINGLE);
    return plan.trace(
        Mechanism.SCALED_DOT_PRODUCT, request.shaping(), null, request.inputs(), request.options());
  }

  /** Several heads. */
  static <M extends Matrix<M>> Trace multiHead(MultiHeadRequest request, Draft<M> draft) {
    HeadLayout layout = layout(request, draft);
    HeadsPlan<M> plan = new HeadsPlan<>(draft, request.inputs(), request.projections(), layout);
    return plan.trace(
        Mechanism.MULTI_HEAD,
        request.shaping(),
        request.headBias(),
        request.inputs(),
        request.options());
  }

  private static HeadLayout layout(MultiHeadRequest request, Draft<?> draft) {
    int heads = request.heads();
    int shared = request.keyValueHeads() == null ? heads : request.keyValueHeads();
    boolean anyHead = draft.within(1, heads, Integer.MAX_VALUE, HEADS);
    boolean anyShared =
        request.keyValueHeads() == null
            || draft.within(1, shared, Integer.MAX_VALUE, KEY_VALUE_HEADS);
    if (!anyHead || !anyShared) {
      return anyHead ? new HeadLayout(heads, heads) : HeadLayout.SINGLE;
    }
    draft.fit(
        heads % shared == 0,
        KEY_VALUE_HEADS,
        "Expected a number that divides the %d heads, found %d.",
        heads,
        shared);
    return new HeadLayout(heads, heads % shared == 0 ? shared : heads);
  }

  private Trace trace(
      Mechanism mechanism,
      ScoreShaping shaping,
      @Nullable List<InputMatrix> headBias,
      VectorInputs inputs,
      AnswerOptions options) {
    boolean named = mechanism == Mechanism.MULTI_HEAD;
    checkWidths();
    Part output = projections.output(contextWidth(), value.projects() || vectors.values().sound());
    int q = vectors.queries().rows();
    int n = vectors.keys().rows();
    derive(key, n);
    derive(value, n);
    vectors.cells(layout.heads());
    double ownScale = 1 / Math.sqrt((double) query.out() / layout.heads());
    ShapingDraft<M> stages = new ShapingDraft<>(draft, q, n);
    ShapingDraft.Stages<M> ofHead = stages.stages(shaping, ownScale);
    List<M> biases = headBiases(headBias, stages);
    TorchGenerator generator = projections.generator();
    draft.settle();
    Inputs<M> sides =
        vectors.vectors(
            projections.build(query, false, generator),
            projections.build(key, false, generator),
            projections.build(value, false, generator));
    Projection<M> projection = projections.build(output, true, generator);
    draft.settle();
    Heads<M> heads =
        new Heads<>(
            layout,
            2 + ofHead.of(biases.isEmpty() ? null : biases.getFirst()).size(),
            named,
            (head, keys) -> {
              List<Stage<M>> all = new ArrayList<>();
              all.add(new DotProduct<>(draft.kernel(), keys));
              all.addAll(ofHead.of(biases.isEmpty() ? null : biases.get(head)));
              return new Pipeline<>(draft.kernel(), all, options.normalization());
            },
            projection);
    Parameters drawn = projections.drawn();
    Selection selection =
        new Selection(
            inputs.queryIndices(),
            vectors.labels(),
            Draft.wanted(options),
            drawn == null ? Map.of() : Map.of(Member.PROJECTIONS, drawn));
    return new Attention<>(mechanism, draft.kernel(), sides, heads, selection);
  }

  private int contextWidth() {
    return value.out() / layout.keyValueHeads() * layout.heads();
  }

  private void derive(Part part, int vectorCount) {
    if (part.projects() && vectorCount > 0) {
      draft.derive(vectorCount, part.out(), part.at());
    }
  }

  private void checkWidths() {
    int heads = layout.heads();
    int shared = layout.keyValueHeads();
    boolean known = query.projects() || vectors.queries().sound();
    if (known && query.out() % heads != 0) {
      draft.fit(
          false,
          HEADS,
          "Expected a number that divides the width of the queries, %d, found %d.",
          query.out(),
          heads);
      return;
    }
    if (known && (key.projects() || vectors.keys().sound())) {
      checkKeyWidth(heads, shared);
    }
    if (value.projects() || vectors.values().sound()) {
      draft.fit(
          value.out() % shared == 0,
          misfit(value, Pointer.ROOT.child("values")),
          "Expected values as wide as a multiple of the %d key/value heads, found values %d wide.",
          shared,
          value.out());
    }
  }

  private void checkKeyWidth(int heads, int shared) {
    int expected = query.out() / heads * shared;
    draft.fit(
        key.out() == expected,
        misfit(key, Pointer.ROOT.child("keys")),
        "Expected keys %d wide, because %s, found keys %d wide.",
        expected,
        heads == shared
            ? "so are the queries"
            : "queries are %d wide in %d heads and keys have %d"
                .formatted(query.out(), heads, shared),
        key.out());
  }

  /**
   * The member to blame: the projection if there is one, else what was given, else what the heads
   * ask for.
   */
  private Pointer misfit(Part part, Pointer given) {
    if (part.projects()) {
      return part.at();
    }
    if (!vectors.embedded()) {
      return given;
    }
    return query.projects() ? query.at() : KEY_VALUE_HEADS;
  }

  private List<M> headBiases(@Nullable List<InputMatrix> headBias, ShapingDraft<M> stages) {
    if (headBias == null) {
      return List.of();
    }
    draft.fit(
        headBias.size() == layout.heads(),
        HEAD_BIAS,
        "Expected %d matrices, one for each head, found %d.",
        layout.heads(),
        headBias.size());
    return headBias.stream().map(stages::bias).toList();
  }
}
